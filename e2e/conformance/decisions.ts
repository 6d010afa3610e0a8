import { expect, problemCode, type Answer } from "./deployment";
import { needPeople, type Probe } from "./probe";

const LOST = ["already_decided", "wrong_state", "conflict", "stale_revision", "expired"];

export const deciders: Probe = {
  number: 2,
  title: "of concurrent deciders one wins",
  async run(given) {
    const { deployment } = given;
    const people = needPeople(given);
    const outcomes: string[] = [];
    for (const verdictOf of [() => "reject" as const, (i: number) => (i % 2 ? ("approve" as const) : ("reject" as const))]) {
      const action = await deployment.held();
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => deployment.decide(people[i % people.length]!, action, verdictOf(i))));
      const odd = answers.find((answer) => answer.status >= 500 || (answer.status !== 200 && !isLoss(answer)));
      expect(!odd, `a loser is told of the conflict, not ${odd?.status}: ${odd?.text.slice(0, 300)}`);
      const ended = answers.filter(({ status, json }) => status === 200 && json.state !== "pending");
      expect(ended.length <= 1, `${ended.length} decisions of 50 ended the action`);
      const now = await deployment.read(action.id);
      expect(ended.length === 0 || now.state !== "pending", "the action is as the winner was told");
      const loser = answers.find(isLoss);
      expect(loser === undefined || (loser.json.by != null && loser.json.at != null), `a loser is told who was first and when: ${loser?.text.slice(0, 300)}`);
      outcomes.push(String(now.state));
    }
    return `50 against 50 ended ${outcomes.join(", then ")}; every loser was told who and when`;
  },
};

const isLoss = (answer: Answer) => answer.status === 409 && LOST.includes(problemCode(answer));

export const binding: Probe = {
  number: 6,
  title: "a decision holds for what was seen, and nothing else",
  async run(given) {
    const { deployment } = given;
    const [person] = needPeople(given);
    const action = await deployment.held({ amount: 1 });
    const flipped = (action.payload_hash.startsWith("0") ? "1" : "0") + action.payload_hash.slice(1);
    const other = await deployment.decide(person!, { ...action, payload_hash: flipped }, "approve");
    expect(other.status === 409, `an approval of another payload is refused with 409, not ${other.status}`);
    const stale = await deployment.decide(person!, { ...action, revision: action.revision + 1 }, "approve");
    expect(stale.status === 409, `an approval of another revision is refused with 409, not ${stale.status}`);
    expect((await deployment.read(action.id)).state === "pending", "nothing was decided by either");
    return "another hash and another revision were refused; that a worker compares again is shown by npm test";
  },
};

export const grantOnce: Probe = {
  number: 7,
  title: "ten results reported for one grant: one is taken",
  async run(given) {
    const { deployment } = given;
    const people = needPeople(given);
    const action = await deployment.held();
    for (const person of people) if ((await deployment.read(action.id)).state === "pending") await deployment.decide(person, action, "approve");
    const until = Date.now() + 30_000;
    while ((await deployment.read(action.id)).state === "pending" && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await deployment.read(action.id)).state === "approved", "the people given could not approve a probe of high tier within 30 s; give as many as the tier asks for");
    const granted = await deployment.asAgent("POST", `/actions/${action.id}/grant`);
    expect(granted.status === 200, `an approved action is granted, not ${granted.status}: ${granted.text.slice(0, 300)}`);
    const results = await Promise.all(Array.from({ length: 10 }, () => deployment.asAgent("POST", `/actions/${action.id}/result`, { body: { grant: granted.json.grant, outcome: "failed", detail: "A conformance probe" } })));
    const taken = results.filter(({ status }) => status === 200).length;
    expect(taken === 1, `${taken} of ten results were taken`);
    expect(results.every(({ status }) => status === 200 || status === 409), "the others are told of the conflict");
    return "one of ten was taken; crashes between approval, effect and record are shown by npm run test:failures";
  },
};
