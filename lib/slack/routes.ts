import { z } from "zod";
import { TIERS } from "@/lib/policy/types";
import type { SlackRoutes } from "./slack-view";

/** As Slack writes channels: C…, or G… for older private ones. */
export const ChannelId = z.string().trim().regex(/^[CG][A-Z0-9]{2,30}$/, "is a channel's id, such as C0123456789: at the end of its details in Slack");

const name = z.string().trim().min(1).max(120);
export const Route = z.strictObject({ group: name.optional(), tier: z.enum(TIERS).optional(), rule: name.optional(), channel: ChannelId });
export const Routes = z.strictObject({ channel: ChannelId.nullable(), routes: z.array(Route).max(50, "at most 50 rules") });

/** What routing looks at. */
export type Routed = { tier: string; groups: readonly string[]; rules: readonly string[] };

/** The channels that hear of an action: of every route that matches, else the usual one. Pure. */
export function channelsFor({ channel, routes }: SlackRoutes, action: Routed): string[] {
  const matching = routes.filter(
    (route) => (!route.tier || route.tier === action.tier) && (!route.group || action.groups.includes(route.group)) && (!route.rule || action.rules.includes(route.rule)),
  );
  if (matching.length > 0) return [...new Set(matching.map((route) => route.channel))];
  return channel ? [channel] : [];
}
