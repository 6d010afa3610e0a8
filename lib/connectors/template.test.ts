import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "@/lib/errors";
import { faultsOf, render, renderPath, renderText } from "./template";
import type { Json } from "./types";

const params = { amount: 12.5, name: "Mara", tags: ["a", "b"], deep: { list: [{ id: 7 }] }, nothing: null, yes: true, empty: "" };

describe("render", () => {
  test("a placeholder on its own keeps the value's type", () => {
    const template = { amount: "{{params.amount}}", tags: "{{ params.tags }}", yes: "{{params.yes}}", nothing: "{{params.nothing}}", all: "{{params}}" };
    expect(render(template, { params })).toEqual({ amount: 12.5, tags: ["a", "b"], yes: true, nothing: null, all: params });
  });

  test("a placeholder inside text becomes text", () => {
    expect(render("Refund {{params.amount}} to {{params.name}} ({{params.deep.list.0.id}})", { params })).toBe("Refund 12.5 to Mara (7)");
  });

  test("a compensation sees what the original answered", () => {
    expect(render("{{response.id}}", { params: {}, response: { id: "ref_1" } })).toBe("ref_1");
  });

  test("an optional value that is missing is left out of its object and its list", () => {
    expect(render({ a: "{{params.name}}", b: "{{params.none?}}", c: ["{{params.none?}}", "x"] }, { params })).toEqual({ a: "Mara", c: ["x"] });
  });

  test.each(["{{params.none}}", "Dear {{params.none}}", "{{params.deep.none.id}}", "{{params.tags.9}}", "{{params.name.length}}", "{{response.id}}"])(
    "%s without a value is refused by name",
    (template) => {
      expect(() => render(template, { params })).toThrow(/There is no value for \{\{/);
    },
  );

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "tags.length", "tags.map", "deep.__proto__.x"])(
    "what is inherited is no value: params.%s",
    (path) => {
      expect(() => render(`{{params.${path}}}`, { params })).toThrow(Refusal);
    },
  );

  test("own properties with the names of inherited ones are values", () => {
    const hostile = JSON.parse('{"constructor":"a","__proto__":"b"}') as Record<string, Json>;
    expect(render(["{{params.constructor}}", "{{params.__proto__}}"], { params: hostile })).toEqual(["a", "b"]);
  });

  test("a key named __proto__ in a template stays an ordinary key", () => {
    const rendered = render(JSON.parse('{"__proto__":{"polluted":"{{params.name}}"}}') as Json, { params }) as Record<string, Json>;
    expect(Object.keys(rendered)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("objects, lists and null cannot stand inside text", () => {
    expect(() => render("x {{params.tags}}", { params })).toThrow("is a list");
    expect(() => render("x {{params.deep}}", { params })).toThrow("is an object");
    expect(() => render("x {{params.nothing}}", { params })).toThrow("is empty (null)");
  });

  test("whatever a value is, alone it comes out as it is, and is never read as a template", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        expect(render({ x: "{{params.value}}" }, { params: { value: value as Json } })).toEqual({ x: value });
      }),
    );
    expect(render("say {{params.text}}", { params: { text: "{{params.secret}} $& $1", secret: "s" } })).toBe("say {{params.secret}} $& $1");
  });

  test("inside text every string comes out letter for letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(renderText("<{{params.value}}>", { params: { value } })).toBe(`<${value}>`);
      }),
    );
  });
});

describe("renderPath", () => {
  test("values are percent-encoded", () => {
    expect(renderPath("/customers/{{params.id}}?q={{params.q}}", { params: { id: "a/b?c#d e", q: "x&y=1" } })).toBe("/customers/a%2Fb%3Fc%23d%20e?q=x%26y%3D1");
  });

  test.each([["..", ""], [".", ""], ["", ""], [".", "."], ["%2e", "%2e"]])("a segment cannot climb or vanish: %j and %j", (a, b) => {
    const paths = ["/customers/{{params.a}}{{params.b}}", "/customers/{{params.a}}{{params.b}}/orders?x=1"];
    for (const path of paths) {
      if (a === "%2e") expect(renderPath(path, { params: { a, b } })).toContain("%252e%252e");
      else expect(() => renderPath(path, { params: { a, b } })).toThrow("would lead elsewhere");
    }
  });

  test("no value whatever changes the host, or the number of segments, or adds a query", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[./\\%2eE?#@:]{0,8}$/)), (id) => {
        let path: string;
        try {
          path = renderPath("/v1/customers/{{params.id}}/orders", { params: { id } });
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          return;
        }
        const url = new URL(`https://api.example.com${path}`);
        expect([url.host, url.search, url.hash, url.pathname.split("/").length]).toEqual(["api.example.com", "", "", 5]);
        expect(url.pathname).toBe(path);
        expect(decodeURIComponent(url.pathname.split("/")[3]!)).toBe(id);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["{{params.a", "not closed"],
  ["{{}}", "not a placeholder"],
  ["{{env.SECRET}}", "not a placeholder"],
  ["{{params.a + 1}}", "not a placeholder"],
  ["{{params['a']}}", "not a placeholder"],
  ["{{params.a()}}", "not a placeholder"],
  ["{{response.id}}", "not known here"],
])("%s is a fault when the tool is saved", (template, fault) => {
  expect(faultsOf({ deep: [template] }, ["params"]).join()).toContain(fault);
});

test("a well-formed template has no faults", () => {
  expect(faultsOf({ a: ["{{params.a.b.0}}", 1, null, "text { } }}", "{{ params.größe? }}"] }, ["params"])).toEqual([]);
});
