import { describe, expect, test } from "vitest";
import { readInteraction } from "./interactions";

const id = "01936d3c-0000-7000-8000-000000000001";
const value = JSON.stringify({ id, revision: 2, hash: "ab".repeat(32) });
const by = { user: { id: "U1", team_id: "T2", name: "rosa", surprise: 1 }, team: { id: "T1", domain: "acme" } };
const pressed = (action: object, more: object = {}) => ({ type: "block_actions", ...by, trigger_id: "1.2", channel: { id: "C1", name: "approvals" }, container: { message_ts: "9.8" }, actions: [{ action_id: "countersign.approve", value, ...action }], ...more });
const submitted = (note: unknown, metadata: object = { id, revision: 2, hash: "ab".repeat(32), channel: "C1", ts: "9.8" }) => ({
  type: "view_submission",
  ...by,
  view: { callback_id: "countersign.reason", private_metadata: JSON.stringify(metadata), state: { values: { "countersign.reason.block": { "countersign.reason.input": { type: "plain_text_input", value: note } } } } },
});

describe("what Slack sends", () => {
  test("a click names its user by the user's own team, and what they had before them", () => {
    expect(readInteraction(pressed({}))).toMatchObject({
      kind: "approve",
      triggerId: "1.2",
      click: { teamId: "T2", userId: "U1", userName: "rosa", channelId: "C1", messageTs: "9.8", actionId: id, revision: 2, payloadHash: "ab".repeat(32), note: "" },
    });
    expect(readInteraction(pressed({ action_id: "countersign.reject" }))).toMatchObject({ kind: "reject", submitted: false });
  });

  test("a form brings the reason, and none is not one", () => {
    expect(readInteraction(submitted(" Wrong customer "))).toMatchObject({ kind: "reject", submitted: true, click: { note: "Wrong customer", messageTs: "9.8" } });
    for (const note of ["", "  \n", null, undefined]) expect(readInteraction(submitted(note))).toEqual({ kind: "no_reason" });
  });

  test("what is not ours leads to nothing", () => {
    expect(readInteraction(pressed({ action_id: "countersign.open", value: undefined }))).toEqual({ kind: "nothing" });
    expect(readInteraction(pressed({ action_id: "somebody.else" }))).toEqual({ kind: "nothing" });
    expect(readInteraction({ type: "shortcut" })).toEqual({ kind: "nothing" });
  });

  test.each([
    ["no value", pressed({ value: undefined })],
    ["a value that is no JSON", pressed({ value: "{" })],
    ["an id that is none", pressed({ value: JSON.stringify({ id: "1", revision: 1, hash: "ab".repeat(32) }) })],
    ["a field more than ours", pressed({ value: JSON.stringify({ id, revision: 1, hash: "ab".repeat(32), by: "U9" }) })],
    ["a revision of 0", pressed({ value: JSON.stringify({ id, revision: 0, hash: "ab".repeat(32) }) })],
    ["no user", { ...pressed({}), user: undefined }],
    ["no actions", pressed({}, { actions: [] })],
    ["a form without where it came from", submitted("why", { id, revision: 1, hash: "ab".repeat(32) })],
    ["nothing", null],
    ["a list", []],
  ])("with %s it is malformed", (_, payload) => {
    expect(readInteraction(payload)).toEqual({ kind: "malformed" });
  });
});
