import { credentials, identity } from "./authority";
import { binding, deciders, grantOnce } from "./decisions";
import { Skipped } from "./deployment";
import { hostile } from "./hostile";
import { links } from "./links";
import type { Probe } from "./probe";
import { duplicates, noise } from "./submitting";

/** What cannot be shown from outside, and how the project shows it on a machine of its own. */
const inside = (number: number, title: string, how: string): Probe => ({
  number,
  title,
  run: () => Promise.reject(new Skipped(`cannot be shown from outside; ${how}`)),
});

export const probes: Probe[] = [
  duplicates,
  deciders,
  links,
  credentials,
  identity,
  binding,
  grantOnce,
  inside(8, "tampering with the evidence is found", "npm run audit:verify names every altered row; npm test tampers and looks"),
  hostile,
  inside(10, "an approval after the deadline is refused", "npm test does it at the millisecond, with and without the sweeper"),
  inside(11, "one action has one rollback", "npm test asks for it twice at once"),
  inside(12, "nothing is approved in bulk unseen", "npm test changes what is asked between looking and deciding"),
  noise,
];
