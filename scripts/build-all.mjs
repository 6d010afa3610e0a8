// npm run build: what web and worker need besides the sources, in an image or on a server.
import { buildPages, generateClient } from "./build.mjs";

const say = (text) => console.log(text);
try {
  await generateClient(say);
  if (!(await buildPages(say))) say("Everything is built already");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
