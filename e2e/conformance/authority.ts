import { expect, name } from "./deployment";
import { needPeople, type Probe } from "./probe";

export const credentials: Probe = {
  number: 4,
  title: "an agent's key cannot decide, change policy, or see another agent's action",
  async run({ deployment, otherKey }) {
    const action = await deployment.held();
    const authorization = { Authorization: `Bearer ${deployment.key}` };
    const decision = { verdict: "approve", revision: action.revision, payload_hash: action.payload_hash };
    const origin = new URL(action.links.review).origin;
    const attempts: [string, string, unknown][] = [
      ["POST", `/api/people/actions/${action.id}/decision`, decision],
      ...["approval", "approve", "decision", "decisions", "votes", "release", "settlement", "rollback", "revisions"].map((verb): [string, string, unknown] => ["POST", `/api/v1/actions/${action.id}/${verb}`, decision]),
      ...["policies", "policy", "tiers", "tools", "agents", "keys", "people", "groups", "halts", "connectors", "settings"].flatMap((noun): [string, string, unknown][] => [
        ["POST", `/api/v1/${noun}`, { name: "x" }],
        ["PUT", `/api/v1/${noun}/x`, { name: "x" }],
      ]),
      ["PATCH", `/api/v1/actions/${action.id}`, { state: "approved" }],
      ["PUT", `/api/v1/actions/${action.id}`, { state: "approved", params: {} }],
      ["DELETE", `/api/v1/actions/${action.id}`, {}],
      ["POST", action.links.review.slice(origin.length), decision],
    ];
    for (const [method, path, body] of attempts) {
      const { status } = await deployment.send(method, path, { headers: { ...authorization, Origin: origin, "Sec-Fetch-Site": "same-origin" }, body });
      expect(status >= 300 && status < 500, `${method} ${path} with a key is refused, not ${status}`);
    }
    expect((await deployment.read(action.id)).state === "pending", "none of it changed the action");
    if (otherKey) {
      for (const [method, path] of [["GET", ""], ["GET", "/events"], ["POST", "/cancellation"], ["POST", "/grant"]] as const) {
        const { status } = await deployment.asAgent(method, `/actions/${action.id}${path}`, method === "POST" ? { body: {} } : {}, otherKey);
        expect(status === 404 || status === 403, `another agent's ${method} ${path || "/"} is not answered, but was ${status}`);
      }
      expect(!(await deployment.asAgent("GET", "/actions?limit=100", {}, otherKey)).text.includes(action.id), "another agent's list does not hold it");
    }
    return `${attempts.length} ways were tried${otherKey ? ", and another agent's key" : "; with --other-key also another agent's"}`;
  },
};

export const identity: Probe = {
  number: 5,
  title: "who decides, and how, is never in the body",
  async run(given) {
    const { deployment } = given;
    for (const field of ["agent_id", "agent", "mode", "tier", "state", "approved_by", "requested_by", "editable", "policy_version"]) {
      const { status } = await deployment.asAgent("POST", "/actions", { body: { tool: "conformance_probe", params: {}, [field]: "x" }, headers: { "Idempotency-Key": name() } });
      expect(status === 422, `a submission that brings ${field} is refused with 422, not ${status}`);
    }
    const action = await deployment.held();
    const [person] = needPeople(given);
    for (const field of ["person", "person_id", "by", "approver", "channel", "decided_at", "on_behalf_of"]) {
      const { status } = await deployment.decide(person!, action, "approve", { [field]: "x" });
      expect(status === 422, `a decision that brings ${field} is refused with 422, not ${status}`);
    }
    const elsewhere = await deployment.send("POST", `/api/people/actions/${action.id}/decision`, {
      headers: { Cookie: person!, Origin: "https://elsewhere.example" },
      body: { verdict: "approve", revision: action.revision, payload_hash: action.payload_hash },
    });
    expect(elsewhere.status === 403, `a decision that another site sends is refused with 403, not ${elsewhere.status}`);
    expect((await deployment.read(action.id)).state === "pending", "none of it decided");
    return "fields of identity are refused in submissions and decisions; another site's request too";
  },
};
