import { plural } from "@/components/words";

/** Who put a version in force. */
const author = (published: string | null, confirmed: string | null) => `${published ?? "Set-up"}${confirmed ? `, confirmed by ${confirmed}` : ""}`;

export const publishPage = {
  tab: "Publish the policy",
  description: "What loosens needs a second admin. Whether it does is found by comparing, never by asking.",
  noProposal: { title: "No proposal waits", body: "A policy that loosens waits here until a second admin confirms it." },
  noDraft: { title: "You have no draft", body: "Change the policy, and what differs stands here, ready to be published with a reason.", link: "Edit the policy" },
  faulty: {
    title: (faults: number) => plural(faults, { one: "Your draft has a fault", other: `Your draft has ${faults} faults` }),
    body: "The editor marks each with its line, and what mends it.",
    link: "Mend it",
  },
  differences: { title: (version: number) => `From version ${version} to your draft`, none: "Your draft says what is in force already." },
  title: "Publish",
  becomes: (version: number) => `It becomes version ${version}. What waits already keeps the requirement it was classified with.`,
  outdated: {
    title: (version: number) => `Version ${version} was published since you began`,
    link: "Put your draft on top of it",
    after: " first.",
  },
  simulated: {
    link: (days: number | null) => `Simulated on the last ${days} days`,
    after: (examined: number, lower: number, alarms: number) => `: of ${examined} actions ${lower} need less; it lets through ${alarms} that people rejected.`,
  },
  notSimulated: { before: "Not simulated as it is now. ", link: "Simulate it first", after: ", to know what it changes." },
  missing: "Somebody is missing",
  toPeople: "Go to People",
  loosensNothing: { title: "It loosens nothing", body: "Every change is stricter, or changes no outcome: you can publish it alone." },
  replaces: "A new proposal takes the place of the one that waits.",
  not: { same: "Nothing differs from what is in force.", outdated: "Another version was published since you began." },
} as const;

export const publishForm = {
  propose: "Propose to a second admin",
  publish: (version: number) => `Publish version ${version}`,
  proposed: "Proposed: another admin finds it under Policy",
  published: (version: number) => `Published as version ${version}`,
  reason: { label: "Reason", hint: "For whoever reads the history." },
} as const;

export const versionsPage = {
  tab: "Versions of the policy",
  description: "Every version there was. An old one comes back as a new one; none is ever changed.",
  list: "Versions",
  version: (version: number) => `Version ${version}`,
  inForce: "In force",
  author,
  differences: (count: number, from: number) => `${plural(count, { one: `${count} difference`, other: `${count} differences` })} from version ${from}`,
  restore: {
    trigger: "Restore…",
    title: (version: number) => `Restore version ${version}?`,
    description: (next: number) => `What it says is published again, as version ${next}; where that loosens, it waits for a second admin. The versions in between stay.`,
    confirm: "Restore",
    done: (version: number) => `Version ${version} is in force again`,
    reason: "Reason",
    usual: (version: number) => `Restore version ${version}`,
  },
} as const;

export const versionPage = {
  tab: "Version of the policy",
  back: "Versions",
  title: (version: number) => `Version ${version}`,
  author,
  inForce: "In force",
  export: "Export",
  take: {
    trigger: "Edit as draft…",
    title: (version: number) => `Take version ${version} as your draft?`,
    description: "It takes the place of the draft you have. Nothing is published.",
    confirm: "Take as draft",
    done: "It is your draft",
  },
  first: { title: "The first version", none: "There is nothing before it." },
  between: { title: (earlier: number, later: number) => `From version ${earlier} to version ${later}`, none: "They say the same." },
  against: "Compare with",
  compare: "Compare",
  yaml: (version: number) => `Version ${version} as YAML`,
} as const;
