import { describe, expect, it } from "vitest";
import { absolute, ago, remaining, utc } from "./time-words";

const now = Date.parse("2026-11-21T12:00:00Z");
const at = (text: string) => new Date(text);

describe("saying when", () => {
  it("tells time left, rounded down and never below zero", () => {
    expect(remaining(8_999)).toBe("8s");
    expect(remaining(545_000)).toBe("9m 05s");
    expect(remaining(4_320_000)).toBe("1h 12m");
    expect(remaining(187_200_000)).toBe("2d 4h");
    expect(remaining(-5)).toBe("0s");
  });

  it("tells how long ago in the largest fitting unit", () => {
    expect(ago(at("2026-11-21T11:59:40Z"), now)).toBe("just now");
    expect(ago(at("2026-11-21T11:57:00Z"), now)).toBe("3 min. ago");
    expect(ago(at("2026-11-21T14:00:00Z"), now)).toBe("in 2 hr.");
    expect(ago(at("2026-11-20T12:00:00Z"), now)).toBe("yesterday");
  });

  it("names the year only when it is another one", () => {
    expect(absolute(at("2026-11-21T06:41:33Z"), now, "Europe/Berlin")).toBe("21 Nov, 07:41");
    expect(absolute(at("2025-06-01T06:41:33Z"), now, "Europe/Berlin")).toBe("1 Jun 2025, 08:41");
  });

  it("says UTC in full", () => {
    expect(utc(at("2026-11-21T06:41:33.123Z"))).toBe("2026-11-21 06:41:33 UTC");
  });
});
