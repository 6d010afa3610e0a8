import { parseArgs } from "node:util";
import { receiver } from "./receiver.mjs";

const USAGE = `npm run webhooks:listen -- --secret whsec_… [--secret whsec_…] [--port 4100] [--status 204]

  Receives webhooks on this machine, verifies each and prints it, until Ctrl-C.
  The secret is shown once, when an endpoint is made or its secret is rotated (Admin, Notifications).
  WEBHOOK_SECRET in the environment does as well. --status 500 answers so, to see retries.`;

/** @param {string[]} args */
export async function listen(args) {
  let values;
  try {
    ({ values } = parseArgs({ args, options: { secret: { type: "string", multiple: true }, port: { type: "string", default: "4100" }, status: { type: "string", default: "204" }, help: { type: "boolean" } } }));
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(1);
  }
  const secrets = values.secret ?? (process.env.WEBHOOK_SECRET ? [process.env.WEBHOOK_SECRET] : []);
  const [port, status] = [Number(values.port), Number(values.status)];
  if (values.help || secrets.length === 0 || !(port >= 0 && port < 65536) || !(status >= 200 && status < 600)) {
    console.log(USAGE);
    process.exit(values.help ? 0 : 1);
  }
  const server = receiver({ secrets, status, heard: print });
  server.on("error", (error) => {
    console.error(error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another with --port.` : error.message);
    process.exit(1);
  });
  server.listen(port, "127.0.0.1", () => console.log(`Listening at http://127.0.0.1:${server.address().port}/ and answering ${status}; Ctrl-C ends it`));
}

function print({ ok, id, again, message, reason }) {
  const at = new Date().toISOString().slice(11, 23);
  if (!ok) return console.log(`${at}  REFUSED  ${reason}`);
  const { type, data = {} } = message ?? {};
  console.log(`${at}  ${type}  ${data.state ?? ""}  ${data.action_id ?? ""}${data.sequence ? ` #${data.sequence}` : ""}${again ? "  (again)" : ""}  ${id}`);
  console.log(JSON.stringify(data));
}
