import { readEnvironment } from "./environment";
import { startSlack } from "./slack";

try {
  const slack = await startSlack(readEnvironment(process.env));
  const end = () => void slack.close().then(() => process.exit(0));
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  console.log(`slack ready ${slack.url}`);
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  console.error(`slack: ${code === "EADDRINUSE" ? "The port is taken. Choose another with SLACK_PORT; 0 takes a free one." : message}`);
  process.exit(1);
}
