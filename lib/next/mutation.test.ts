import { redirect } from "next/navigation";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Person } from "@/lib/actor";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { mutation, openMutation } from "./mutation";
import { faultOf, typedIn } from "./mutation-state";

// What Next gives a request, and who is signed in.
const request = vi.hoisted(() => ({ headers: new Headers(), person: undefined as Person | undefined }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("./session", () => ({ currentPerson: async () => request.person }));

const rita: Person = { kind: "person", id: "r", name: "Rita", email: "rita@acme.example", role: "reviewer", groupIds: [], sessionId: "s" };
const Rename = z.object({ name: z.string().trim().min(3, "Use at least 3 letters."), password: z.string().optional() });

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

beforeEach(() => {
  request.headers = new Headers({ "x-request-id": "req-7" });
  request.person = rita;
});

test("the verb gets the person and the parsed input; its value comes back", async () => {
  const rename = mutation(Rename, async (person, { name }) => `${person.name} says ${name}`);
  expect(await rename(null, form({ name: " hello " }))).toEqual({ ok: true, value: "Rita says hello" });
  expect(await rename(null, { name: "object" })).toEqual({ ok: true, value: "Rita says object" });
});

test("I7: nobody signed in, no verb; and the input cannot say who acts", async () => {
  const verb = vi.fn<(person: Person) => Promise<string>>(async (person) => person.id);
  const who = mutation(z.looseObject({}), verb);
  expect(await who(null, { person: { id: "admin" }, actor: "admin", personId: "admin" })).toEqual({ ok: true, value: "r" });
  request.person = undefined;
  verb.mockClear();
  expect(await who(null, {})).toMatchObject({ ok: false, code: "unauthenticated" });
  expect(verb).not.toHaveBeenCalled();
});

test("faults come back by field, with what was typed and without passwords", async () => {
  const rename = mutation(Rename, async () => "never");
  const state = await rename(null, form({ name: "ab", password: "hush" }));
  expect(state).toMatchObject({ ok: false, code: "invalid", faults: [{ pointer: "/name", detail: "Use at least 3 letters." }], requestId: "req-7" });
  expect(faultOf(state, "name")).toBe("Use at least 3 letters.");
  expect(typedIn(state, "name")).toBe("ab");
  expect(JSON.stringify(state)).not.toContain("hush");
});

test("a refusal shows its message, wait and facts", async () => {
  const state = await openMutation(Rename, async () => {
    throw new Refusal("rate_limited", "Try again in 5 minutes.", { retryAfter: 300, facts: { by: "Ada" } });
  })(null, { name: "abc" });
  expect(state).toMatchObject({ ok: false, code: "rate_limited", message: "Try again in 5 minutes.", retryAfter: 300, facts: { by: "Ada" } });
});

test("anything else is logged under a reference and not told", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const state = await openMutation(Rename, async () => {
    throw new Error("relation \"people\" does not exist");
  })(null, { name: "abc" });
  expect(state).toMatchObject({ ok: false, code: "failed", requestId: "req-7" });
  expect(JSON.stringify(state)).not.toContain("relation");
  expect(JSON.stringify(state)).toContain("req-7");
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ requestId: "req-7" }), expect.anything());
});

test("a request id that could break a log line is replaced", async () => {
  request.headers = new Headers({ "x-request-id": "a b; c" });
  const state = await mutation(Rename, async () => "x")(null, { name: "" });
  expect(state).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
});

test("a redirect travels on", async () => {
  const go = openMutation(Rename, async () => redirect("/queue"));
  await expect(go(null, { name: "abc" })).rejects.toMatchObject({ digest: expect.stringContaining("/queue") });
});
