import { expect } from "./deployment";
import type { Probe } from "./probe";

const VISITORS = {
  Slackbot: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "a mail scanner": "Mozilla/5.0 (compatible; Microsoft-Safelinks/1.0)",
  "somebody without a session": "Mozilla/5.0",
};

export const links: Probe = {
  number: 3,
  title: "following a link changes nothing",
  async run({ deployment }) {
    const action = await deployment.held();
    const before = (await deployment.asAgent("GET", `/actions/${action.id}`)).headers.get("etag");
    expect(before !== null, "an answer carries its ETag");
    const review = new URL(action.links.review).pathname;
    const under = `/api/v1/actions/${action.id}`;
    const paths = ["/", "/queue", "/history", "/audit", "/sign-in", review, `${review}?verdict=approve&decision=approve`, under, `${under}/cancellation`, `${under}/grant`, `${under}/result`, `${under}/approval`, `/api/people/actions/${action.id}/decision`];
    for (const [who, agent] of Object.entries(VISITORS)) {
      for (const path of paths) {
        for (const method of ["GET", "HEAD", "OPTIONS"]) {
          const { status } = await deployment.send(method, path, { headers: { "User-Agent": agent } });
          expect(status < 500, `${method} ${path} by ${who} is answered, not ${status}`);
        }
      }
    }
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      for (const path of ["/cancellation", "/grant", "/result"]) await deployment.asAgent(method, `/actions/${action.id}${path}`);
    }
    const after = await deployment.asAgent("GET", `/actions/${action.id}`);
    expect(after.headers.get("etag") === before && after.json.state === "pending", "the action has no new event");
    return `${paths.length} addresses, three methods, ${Object.keys(VISITORS).length} visitors: no event`;
  },
};
