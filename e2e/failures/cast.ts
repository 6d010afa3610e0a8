import type { Person } from "@/lib/actor";
import { createAgent } from "@/lib/agents/agents";
import { createKey } from "@/lib/agents/keys";
import { createConnector } from "@/lib/connectors/admin";
import { sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { createFirstAdmin } from "@/lib/people/first-admin";
import { acceptInvitation, invite } from "@/lib/people/invitations";
import { sessionCookieName, signSessionToken } from "@/lib/people/session-token";
import { currentPolicy, publishAtSetUp } from "@/lib/policy/versions";
import { changeSetting } from "@/lib/settings";
import { ToolDefinition } from "@/lib/tools/definition";
import { registerTool } from "@/lib/tools/publish";

export type Cast = { admin: Person; reviewer: Person; reviewerCookie: string; agentId: string; key: string };

/** The tools that the suite drives; `once` ones have an effect with every call. */
export type ToolName = "safe_write" | "once_write" | "decided_write" | "brief_write" | "faulty_safe" | "faulty_once" | "late_safe" | "late_once" | "undo_safe" | "undo_once";

const PASSWORD = "quiet-harbour-lantern-42";
/** How long people have to decide on a `brief_write`. */
export const BRIEF_S = 6;
/** How long the hasty connector waits for its target. */
export const HASTY_MS = 2_500;

/** An admin who owns the agent, a reviewer with an open session, and tools on connectors to the recording target. */
export async function assemble({ host, lateHost }: { host: string; lateHost: string }): Promise<Cast> {
  const row = await createFirstAdmin({ name: "Ada", email: "ada@acme.example", password: PASSWORD });
  const admin: Person = { kind: "person", id: row.id, name: row.name, email: row.email, role: "admin", groupIds: [], sessionId: newId() };
  const reviewers = await transact((tx) => tx.one<{ id: string }>(sql`SELECT id FROM groups WHERE name = 'reviewers'`));
  const { token } = await invite(admin, { email: "rita@acme.example", role: "reviewer", groupIds: [reviewers!.id] });
  const accepted = await acceptInvitation(token, { name: "Rita", password: PASSWORD });
  const reviewer: Person = { kind: "person", id: accepted.id, name: "Rita", email: "rita@acme.example", role: "reviewer", groupIds: [reviewers!.id], sessionId: newId() };
  const session = newId();
  await transact((tx) => tx.run(sql`INSERT INTO sessions (id, person_id, expires_at) VALUES (${session}, ${reviewer.id}, clock_timestamp() + interval '1 day')`));

  const [patient, hasty, late] = await Promise.all(
    ([["patient", host, 30_000], ["hasty", host, HASTY_MS], ["late", lateHost, 30_000]] as const).map(([name, at, timeoutMs]) =>
      createConnector(admin, { name, kind: "http", config: { baseUrl: `http://${at}`, allowedHosts: [at], timeoutMs }, credentials: {} }),
    ),
  );
  const tool = (name: ToolName, connectorId: string, route: "safe" | "once", path: string, compensation?: object) =>
    registerTool(admin, {
      name,
      definition: ToolDefinition.parse({
        title: name,
        access: "write",
        reversibility: compensation ? "compensable" : "irreversible",
        summary: "Write {ref}",
        connectorId,
        operation: "request",
        paramsSchema: {
          type: "object",
          additionalProperties: false,
          required: ["ref", "fault"],
          properties: { ref: { type: "string", maxLength: 100 }, fault: { type: "string", maxLength: 40 } },
        },
        binding: {
          method: "POST",
          path,
          body: { ref: "{{params.ref}}" },
          success: { status: [200] },
          responseSchema: { type: "object", required: ["ok"], properties: { ok: { const: true } } },
          idempotent: route === "safe",
          ...(compensation && { compensation }),
        },
      }),
    });
  await tool("safe_write", patient!.id, "safe", "/safe/ok");
  await tool("once_write", patient!.id, "once", "/once/ok");
  await tool("decided_write", patient!.id, "safe", "/safe/ok");
  await tool("faulty_safe", hasty!.id, "safe", "/safe/{{params.fault}}");
  await tool("faulty_once", hasty!.id, "once", "/once/{{params.fault}}");
  await tool("late_safe", late!.id, "safe", "/safe/ok");
  await tool("late_once", late!.id, "once", "/once/ok");
  // What they do is sure to have happened once; undoing it is what may go wrong.
  const undoing = (route: "safe" | "once") => ({ method: "POST", path: `/${route}/ok`, body: { ref: "{{params.ref}}-undone" }, success: { status: [200] }, idempotent: route === "safe" });
  // High: what cannot be undone would take a typed fact as well.
  await tool("brief_write", patient!.id, "safe", "/safe/ok", undoing("safe"));
  await tool("undo_safe", patient!.id, "safe", "/safe/ok", undoing("safe"));
  await tool("undo_once", patient!.id, "safe", "/safe/ok", undoing("once"));

  const policy = (await currentPolicy())!;
  const { tiers } = policy.document;
  const reviewed = { review: "before", approve: [{ group: "reviewers", approvals: 1 }], undo: "0s", on_expiry: "expire" };
  await publishAtSetUp({
    expectedVersion: policy.version,
    reason: "What the fault suite drives",
    document: {
      ...policy.document,
      tiers: { low: tiers.low, medium: { ...reviewed, within: "2h" }, high: { ...reviewed, within: `${BRIEF_S}s` } },
      tools: { safe_write: "low", once_write: "low", decided_write: "medium", brief_write: "high", faulty_safe: "low", faulty_once: "low", late_safe: "low", late_once: "low", undo_safe: "low", undo_once: "low" },
    },
  });
  // Here nearly everything fails in a row, on purpose: a tool that is paused for it would hide what is tried.
  await changeSetting(admin, { key: "pause_after_failures", value: false });
  const agent = await createAgent(admin, { name: "fault-bot", ownerId: admin.id, perMinute: 100_000_000 });
  const { key } = await createKey(admin, { agentId: agent.id, mode: "live" });
  return { admin, reviewer, agentId: agent.id, key, reviewerCookie: `${sessionCookieName()}=${await signSessionToken(session)}` };
}
