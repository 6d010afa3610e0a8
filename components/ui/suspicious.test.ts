import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspect } from "./suspicious";

const flags = (text: string) => inspect(text).flatMap(({ flag }) => (flag ? [flag.name] : []));

describe("inspecting text for what hides in it", () => {
  it.each([
    ["a right-to-left override", "invoice\u202Efdp.exe", "U+202E right-to-left override"],
    ["a zero-width space", "pay\u200Bpal", "U+200B zero-width space"],
    ["an invisible tag", "hello\u{E0041}", "U+E0041 invisible tag"],
    ["a NUL", "a\u0000b", "U+0000 invisible character"],
    ["a lone surrogate", "a\uD800b", "U+D800 invisible character"],
    ["a Cyrillic letter in a Latin word", "p\u0430ypal.com", "mixed alphabets: “\u0430” is U+0430"],
    ["a word all in look-alikes", "pay \u0441\u043E\u0441\u043E now", "Cyrillic letters that look like Latin ones"],
    ["letters in another style", "pay \u{1D429}\u{1D41A}\u{1D432}", "letters that only look like plain ones"],
    ["a space that is none", "acme\u2009corp", "U+2009 unusual space"],
  ])("names %s", (_, text, name) => {
    expect(flags(text)).toEqual([name]);
  });

  it.each(["Refund €420.00 to cus_81\n\tThank you", "Grüße, señor", "Привет", "Он и она, OK", "Καλημέρα", "👩‍💻 ❤️ 👍🏽", "line\r\nline", "日本語"])(
    "leaves ordinary text alone: %s",
    (text) => {
      expect(flags(text)).toEqual([]);
    },
  );

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(inspect(text).map((piece) => piece.text).join("")).toBe(text);
      }),
    );
  });

  it("stays quick on long text", () => {
    const before = performance.now();
    inspect("a".repeat(200_000));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
