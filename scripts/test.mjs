// npm test: everything that must hold, on a machine that has only Node.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Countersign needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
import("./test/run.mjs").then(({ runTests }) => runTests(process.argv.slice(2)));
