import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readHtml } from "./html";

const seen = (source: string) => readHtml(source).pieces.filter(({ hidden }) => !hidden).map(({ text }) => text).join("");
const unseen = (source: string) => readHtml(source).pieces.filter(({ hidden }) => hidden).map(({ text }) => text).join("");

test("a mail reads as its text, line by line", () => {
  expect(seen("<html><body><h1>Hello</h1><p>Dear <b>Ines</b>,<br>your order\n is here.</p><ul><li>One</li><li>Two &amp; more</li></ul></body></html>")).toBe("Hello\nDear Ines,\nyour order is here.\nOne\nTwo & more\n");
});

test("a link is told with where it leads, and one that reads like another address is marked", () => {
  const [, link, , other] = readHtml('Pay <a href="https://evil.example/x">https://bank.example/login</a> or <a href="https://acme.example/help">here</a>').pieces;
  expect(link).toMatchObject({ text: "https://bank.example/login", href: "https://evil.example/x", misleading: true });
  expect(other).toMatchObject({ text: "here", href: "https://acme.example/help" });
  expect(other).not.toHaveProperty("misleading");
  expect(readHtml('<a href="java\tscript:alert(1)">here</a>').pieces[0]).toMatchObject({ misleading: true });
  expect(readHtml('<a href="https://www.acme.example/a">acme.example</a>').pieces[0]).not.toHaveProperty("misleading");
});

describe("what a mail program would hide is shown and marked", () => {
  it.each([
    ['<span style="display:none">secret</span>'],
    ['<div style="font-size: 0px"><b>secret</b></div>'],
    ["<p hidden>secret</p>"],
    ['<p style="color:#fff;background-color:#FFF">secret</p>'],
    ['<td bgcolor="white"><p style="opacity:0">secret</p></td>'],
    ["<style>secret</style>"],
    ["<!-- secret -->"],
    ['<div style="text-indent:-9999px">secret</div>'],
    ["<title>secret</title>"],
  ])("%s", (source) => {
    expect(unseen(`Before ${source} after`)).toContain("secret");
    expect(seen(`Before ${source} after`)).not.toContain("secret");
  });

  it("and text that is only small is not", () => {
    expect(seen('<p style="font-size:0.8em;opacity:0.9">small</p>')).toContain("small");
  });
});

test("images and active parts are named, and none is anything but text", () => {
  const { images, active } = readHtml('<img src="https://track.example/p.gif"><img srcset="https://a.example/2x 2x"><div style="background:url(https://b.example/b.png)" onclick="x()"><script>alert(1)</script><form><input></form>');
  expect(images).toEqual(["https://track.example/p.gif", "https://a.example/2x 2x", "https://b.example/b.png"]);
  expect(active).toEqual(["div with a script", "script", "form", "input"]);
});

test("every word of a text is in what is shown, in order, whatever stands around it", () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const tag = fc.constantFrom("<b>", "</b>", "<p>", "</p>", "<div hidden>", "</div>", "<a href='x'>", "</a>", "<br>", "<img alt='' src=y>", "<!-- -->", "</table>");
  fc.assert(
    fc.property(fc.array(fc.oneof(word, tag)), (parts) => {
      const words = parts.filter((part) => !part.startsWith("<"));
      expect(readHtml(parts.join(" ")).pieces.map(({ text }) => text).join("").split(/\s+/).filter(Boolean)).toEqual(words);
    }),
  );
});

test("nothing makes it fail, and the source stays whole", () => {
  const hostile = fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.constantFrom("<", ">", "<!--", "-->", "<script", "</", "<![CDATA[", "&#x202e;", "&#0;", "<a href=", '"', "'", "<svg/onload=", "\u0000")).map((parts) => parts.join("")));
  fc.assert(fc.property(hostile, (source) => void expect(readHtml(source).source).toBe(source)), { numRuns: 500 });
});

test.each(["<b>", "<p>", "</p>", "<a href=x>y", "<!--", "&#", "<div style='color:red;", "<table><tr><td>"])("ends in time on a great many %j", (part) => {
  // Work that grew with the square of the text would take minutes; the time limit says so.
  const long = part.repeat(260_000 / part.length);
  expect(readHtml(long).source).toBe(long);
  readHtml(`${"<b>".repeat(40_000)}${"</i>".repeat(30_000)}`);
}, 30_000);
