import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readSql } from "./sql-view";

const said = (text: string) => readSql(text).statements.map(({ verb, effect, remark }) => [verb, effect, ...(remark ? [remark] : [])].join(" · "));

describe("the kind of a statement", () => {
  it.each([
    ["select * from orders where id = 1", ["SELECT · reads"]],
    ["DELETE FROM orders", ["DELETE · destroys · no WHERE: every row"]],
    ["delete from orders where id = 1", ["DELETE · destroys"]],
    ["update prices set amount = 0", ["UPDATE · changes · no WHERE: every row"]],
    ["drop table if exists orders cascade", ["DROP TABLE · destroys · CASCADE: takes what depends on it along"]],
    ["with gone as (delete from orders returning *) select count(*) from gone", ["DELETE · destroys · no WHERE: every row"]],
    ["with a as (select 1) insert into t select * from a", ["INSERT · changes"]],
    ["explain analyze delete from orders where true", ["DELETE · destroys"]],
    ["select 1; drop table orders; -- select 2", ["SELECT · reads", "DROP TABLE · destroys"]],
    ["-- delete from a\n/* drop table b /* nested */ ; delete */ select 'delete from c; drop table d', \"drop\"", ["SELECT · reads"]],
    ["do $body$ begin delete from a; end $body$", ["DO · unclear"]],
    ["select * from orders for update", ["SELECT · reads"]],
    ["select * into copy from orders", ["SELECT · reads · INTO: makes a table or a file"]],
    ["call empty_everything()", ["CALL · unclear"]],
    ["frobnicate the orders", ["Not a known statement · unclear"]],
    ["  ;; ", []],
    ["(select 1)", ["SELECT · reads"]],
  ])("of %s", (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it("says where databases would not agree what is text and what runs", () => {
    expect(readSql("select 'a\\'; drop table b; --'").ambiguous).toBe(true);
    expect(readSql("select 1 # drop table b").ambiguous).toBe(true);
    expect(readSql("select /*! drop */ 1").ambiguous).toBe(true);
    expect(readSql("select 'it''s' -- fine").ambiguous).toBe(false);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom("'", '"', "`", "--", "/*", "*/", "$$", "$a$", ";", "\n", "\\'", "[", "]", "drop table x", "select", "\u202e", "\u200b", "é", " ")).map((parts) => parts.join("")),
);

test("nothing is lost, whatever the text", () => {
  fc.assert(fc.property(hostile, (text) => void expect(readSql(text).pieces.map((piece) => piece.text).join("")).toBe(text)), { numRuns: 500 });
});

test("a statement after a text or a comment is found, whatever these hold", () => {
  const inText = fc.string({ unit: "binary" }).map((text) => `'${text.replaceAll("'", "''")}'`);
  const inComment = fc.string({ unit: "binary" }).map((text) => `/*${text.replaceAll("/*", "").replaceAll("*/", "").replace(/\/$/, "")} */`);
  fc.assert(
    fc.property(fc.oneof(inText, inComment), (part) => {
      expect(readSql(`select ${part} ; drop table orders`).statements.map(({ verb }) => verb)).toEqual(["SELECT", "DROP TABLE"]);
    }),
  );
});

test.each(["'", "/*", "$$", '"', "a", "[a ", "(", ";", "--", "select "])("is quick on a great many %j", (part) => {
  // Of the processor, not of the wall: on a busy machine nothing is quick by that.
  const before = process.cpuUsage();
  readSql(part.repeat(260_000 / part.length));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
});
