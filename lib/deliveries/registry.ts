import { slack } from "@/lib/slack/channel";
import { email } from "./email/channel";
import type { Channels } from "./run";
import { webhook } from "./webhook/channel";

/** Every way to reach somebody, by its name. */
export const channels: Channels = { webhook, email, slack };
