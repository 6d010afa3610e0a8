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
    expect(ago(at("2026-11-20T12:00:00Z"), now)).toBe("1 day ago");
  });

  it("names the year only when it is another one", () => {
    expect(absolute(at("2026-11-21T06:41:33Z"), now, "Europe/Berlin")).toBe("21 Nov, 07:41");
    expect(absolute(at("2025-06-01T06:41:33Z"), now, "Europe/Berlin")).toBe("1 Jun 2025, 08:41");
  });

  it("names the year of the viewer's zone", () => {
    expect(absolute(at("2025-12-31T23:30:00Z"), Date.parse("2026-01-05T00:00:00Z"), "Europe/Berlin")).toBe("1 Jan, 00:30");
    expect(absolute(at("2025-12-31T23:30:00Z"), Date.parse("2026-01-05T00:00:00Z"), "America/New_York")).toBe("31 Dec 2025, 18:30");
  });

  it.each([
    ["the last minute before clocks go forward", "2026-03-29T00:59:00Z", "Europe/Berlin", "29 Mar, 01:59"],
    ["the first after it: an hour is left out", "2026-03-29T01:00:00Z", "Europe/Berlin", "29 Mar, 03:00"],
    ["the hour that comes twice, first time", "2026-10-25T00:30:00Z", "Europe/Berlin", "25 Oct, 02:30 GMT+2"],
    ["the hour that comes twice, second time", "2026-10-25T01:30:00Z", "Europe/Berlin", "25 Oct, 02:30 GMT+1"],
    ["the hour after both", "2026-10-25T02:30:00Z", "Europe/Berlin", "25 Oct, 03:30"],
    ["the same in another zone", "2026-11-01T05:30:00Z", "America/New_York", "1 Nov, 01:30 GMT-4"],
    ["a zone of half hours", "2026-11-21T06:41:33Z", "Asia/Kolkata", "21 Nov, 12:11"],
    ["a zone whose clocks move by half an hour", "2026-04-04T14:45:00Z", "Australia/Lord_Howe", "5 Apr, 01:45"],
    ["a zone without changes", "2026-10-25T00:30:00Z", "Africa/Nairobi", "25 Oct, 03:30"],
  ])("is right around changes of the clock: %s", (_, moment, zone, text) => {
    expect(absolute(at(moment), now, zone)).toBe(text);
  });

  it("counts time left and time past in hours that passed, whatever the clocks did", () => {
    const before = Date.parse("2026-10-24T22:00:00Z");
    expect(ago(new Date(before), Date.parse("2026-10-25T23:00:00Z"))).toBe("1 day ago");
    expect(ago(new Date(before), Date.parse("2026-10-25T04:00:00Z"))).toBe("6 hr. ago");
    expect(remaining(Date.parse("2026-10-25T04:00:00Z") - before)).toBe("6h 00m");
  });

  it("says UTC in full", () => {
    expect(utc(at("2026-11-21T06:41:33.123Z"))).toBe("2026-11-21 06:41:33 UTC");
  });
});
