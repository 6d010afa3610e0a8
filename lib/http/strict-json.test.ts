import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "@/lib/errors";
import { MOST_DEPTH, MOST_VALUES, parseStrict } from "./strict-json";

function refusal(text: string): Refusal {
  try {
    parseStrict(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`accepted: ${text.slice(0, 100)}`);
}

const faults = (text: string) => refusal(text).faults.map(({ pointer }) => pointer);

test.each([
  ["a name that occurs twice", '{"a":1,"b":{"c":1,"c":1}}', "/b/c"],
  ["a name that occurs twice, spelt differently", '{"a":1,"\\u0061":1}', "/a"],
  ["__proto__", '{"x":[{"__proto__":{}}]}', "/x/0/__proto__"],
  ["__proto__ in escapes", '{"\\u005f_proto__":{}}', "/__proto__"],
  ["constructor", '{"params":{"constructor":1}}', "/params/constructor"],
  ["prototype", '{"prototype":1}', "/prototype"],
  ["NUL", '{"a":["x","\\u0000"]}', "/a/1"],
  ["a lone high surrogate", '{"a":"\\ud83d"}', "/a"],
  ["a lone low surrogate", '["\\ude00\\ud83d"]', "/0"],
  ["an integer past 2^53", '{"n":9007199254740993}', "/n"],
  ["an integer past 2^53 that happens to survive", '{"n":9007199254740992}', "/n"],
  ["more digits than a double has", '{"n":0.1000000000000000055511151231257827}', "/n"],
  ["a number past the largest", "[1,1e400]", "/1"],
  ["a number below the smallest", "[1e-400]", "/0"],
  ["minus zero", "[-0]", "/0"],
  ["minus zero with digits", "[-0.000]", "/0"],
  ["a number of many digits", `[1${"0".repeat(300)}.5]`, "/0"],
  ["a name with / and ~", '{"a/b~c":{"__proto__":1}}', "/a~1b~0c/__proto__"],
])("%s is refused, with a pointer to it", (_, text, pointer) => {
  expect(refusal(text)).toMatchObject({ code: "invalid", status: 422 });
  expect(faults(text)).toContain(pointer);
});

test.each(["", " ", "{", '{"a":1,}', "{'a':1}", "NaN", "[1,]", '{"a":01}', '"\u0001"', "\uFEFF{}", "nul", '{"a":1}{"b":2}'])("%j is not JSON", (text) => {
  expect(refusal(text)).toMatchObject({ code: "malformed", status: 400 });
});

test("every fault is named, not only the first", () => {
  expect(faults('{"a":-0,"b":"\\u0000","b":1e999}')).toEqual(["/a", "/b", "/b", "/b"]);
});

test("nesting ends at the limit, however deep it goes on", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(parseStrict(nested(MOST_DEPTH))).toBeDefined();
  expect(refusal(nested(MOST_DEPTH + 1)).faults[0]?.detail).toMatch(/nested/);
  expect(refusal(nested(100_000)).code).toBe("invalid");
  expect(refusal('{"a":'.repeat(10_000) + "1" + "}".repeat(10_000)).code).toBe("invalid");
});

test("a body has a limited number of values", () => {
  expect(parseStrict(JSON.stringify(Array(MOST_VALUES).fill(1)))).toBeDefined();
  expect(refusal(JSON.stringify(Array(MOST_VALUES + 2).fill(1))).faults.at(-1)?.detail).toMatch(/values/);
  expect(refusal(JSON.stringify(Object.fromEntries(Array.from({ length: MOST_VALUES + 1 }, (_, i) => [`k${i}`, 1])))).code).toBe("invalid");
});

test("numbers keep their value whatever their spelling", () => {
  expect(parseStrict("[1.0, 1.50, 1e3, 1E+3, -12.75, 0.1, 5e-324]")).toEqual([1, 1.5, 1000, 1000, -12.75, 0.1, 5e-324]);
});

// What the strict door lets through is what any JSON parser reads; what it refuses is never ordinary JSON.
const ordinary = fc.jsonValue({ maxDepth: 6, noUnicodeString: false }).filter((value) => {
  const walk = (one: unknown): boolean => {
    if (typeof one === "string") return !one.includes("\0") && one.isWellFormed();
    if (typeof one === "number") return !Object.is(one, -0) && (!Number.isInteger(one) || Number.isSafeInteger(one));
    if (one === null || typeof one !== "object") return true;
    return Object.entries(one).every(([name, inner]) => walk(name) && !["__proto__", "constructor", "prototype"].includes(name) && walk(inner));
  };
  return walk(value);
});

test("ordinary JSON reads as JSON.parse reads it", () => {
  fc.assert(
    fc.property(ordinary, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseStrict(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test("any text is a value or a refusal, never another error", () => {
  const fragments = fc.array(fc.constantFrom('"', "\\", "{", "}", "[", "]", ",", ":", "1", "-", "e", ".", "0", "\\u0000", "\\ud800", "true", "null", " ", "a", "__proto__", "\0"), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(fragments, fc.string({ unit: "binary" })), (text) => {
      try {
        parseStrict(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ["strings without a backslash", `[${Array(15_000).fill('"abcdefgh"').join(",")}]`],
  ["strings full of backslashes", `["${"\\\\".repeat(120_000)}"]`],
  ["strings full of quotes", `["${'\\"'.repeat(120_000)}"]`],
  ["one number of many zeros", `[1${"0".repeat(200_000)}1]`],
  ["many long numbers", `[${Array(4_000).fill(`0.${"0".repeat(50)}1`).join(",")}]`],
  ["an open end", `[${"[1,".repeat(60_000)}`],
])("256 KiB of %s are read in time that grows with the size alone", (_, text) => {
  const started = performance.now();
  try {
    parseStrict(text);
  } catch {
    // Refused is as good.
  }
  expect(performance.now() - started).toBeLessThan(200);
});

test("a body of a kilobyte costs microseconds", () => {
  const text = JSON.stringify({ tool: "process_refund", params: { customer: "cus_81", amount: 120.5, reason: 'It arrived "broken"\n', notes: "x".repeat(700) }, session: "s-1" });
  for (let i = 0; i < 5_000; i++) parseStrict(text);
  const started = performance.now();
  for (let i = 0; i < 5_000; i++) parseStrict(text);
  expect((performance.now() - started) / 5_000).toBeLessThan(0.1);
});
