import { listen } from "./webhooks/listen.mjs";

await listen(process.argv.slice(2));
