// npm run up: from a fresh clone to a running product. Plain Node and nothing else until the packages are there.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Countersign needs Node 20.19 or newer; this is ${process.versions.node}.`);
  console.error("Get one from https://nodejs.org or with your version manager (nvm install 22), then run this again.");
  process.exit(1);
}
import("./up/run.mjs").then(({ up }) => up(process.argv.slice(2)));
