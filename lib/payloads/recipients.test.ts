import fc from "fast-check";
import { expect, test } from "vitest";
import { addressesIn, domainsOf, recipientOf } from "./recipients";

const ours = domainsOf("Acme <hello@acme.example>", "acme-support.example", undefined, "");

test.each([
  ["ines@acme.example", false, null],
  ["Ines <INES@Acme.Example>", false, null],
  ["x@acme-support.example.", false, null],
  ["x@mail.acme.example", true, null],
  ["x@other.example", true, null],
  ["x@acme.example.evil.example", true, "begins like acme.example"],
  ["x@acme.exampl", true, "looks like acme.example"],
  ["x@acrne.example", true, null],
  ["x@amce.example", true, "looks like acme.example"],
  ["x@\u0430cme.example", true, "looks like acme.example"],
  ["x@m\u00fcller.example", true, "sent as xn--mller-kva.example"],
  ["x@xn--mller-kva.example", true, "written in other letters than it is sent with"],
  ['"x@acme.example" <y@evil.example>', true, null],
  ["nobody", true, null],
])("%s", (address, outside, remark) => {
  expect(recipientOf(address, ours)).toEqual({ address, outside, remark });
});

test("without a domain of its own nothing is called outside", () => {
  expect(recipientOf("x@other.example", domainsOf())).toMatchObject({ outside: null });
});

test("several addresses in one text are several recipients, and a name with a comma is not", () => {
  expect(addressesIn("a@x.example, b@y.example;c@z.example")).toEqual(["a@x.example", "b@y.example", "c@z.example"]);
  expect(addressesIn("Doe, Jane <jane@x.example>")).toEqual(["Doe, Jane <jane@x.example>"]);
});

test("only a domain that is wholly the company's own is inside, whatever stands before it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, domain) => {
      const { outside } = recipientOf(`${name}@${domain}x.evil.example`, ours);
      expect(outside).toBe(true);
    }),
  );
});
