/** `--name value` and `--flag`, as an object. */
export function readArguments(words = process.argv.slice(2)) {
  const read = {};
  for (let i = 0; i < words.length; i++) {
    if (!words[i].startsWith("--")) throw new Error(`${words[i]}: every argument has a name, like --n 3000`);
    const value = words[i + 1];
    if (value === undefined || value.startsWith("--")) read[words[i].slice(2)] = true;
    else read[words[i++].slice(2)] = value;
  }
  return read;
}
