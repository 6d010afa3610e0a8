import { Skipped, type Deployment } from "./deployment";

export type Given = {
  deployment: Deployment;
  /** A key of another agent. */
  otherKey: string | undefined;
  /** Cookie headers of people who may decide, none of them the agent's owner. */
  people: string[];
};

export type Probe = { number: number; title: string; run(given: Given): Promise<string> };

export function needOther({ otherKey }: Given): string {
  if (!otherKey) throw new Skipped("needs the key of another agent: --other-key csk_…");
  return otherKey;
}

export function needPeople({ people }: Given): string[] {
  if (people.length === 0) throw new Skipped("needs somebody who may decide, and does not own the agent: --person email:password (best given twice)");
  return people;
}
