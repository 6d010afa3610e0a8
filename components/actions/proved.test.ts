import { afterEach, expect, test, vi } from "vitest";
import { asksPassword, notProved, proved } from "./proved";

afterEach(() => {
  notProved();
  vi.useRealTimers();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

test("the password is asked for once, and again when it no longer holds", () => {
  vi.useFakeTimers();
  expect(asksPassword(null), "what asks for none").toBe(false);
  expect(asksPassword({ until: null })).toBe(true);
  proved(inSeconds(300));
  expect(asksPassword({ until: null })).toBe(false);
  vi.advanceTimersByTime(299_000);
  expect(asksPassword({ until: null })).toBe(true);
});

test("what the server said of the session counts, until it says otherwise", () => {
  expect(asksPassword({ until: inSeconds(60) })).toBe(false);
  expect(asksPassword({ until: inSeconds(-60) })).toBe(true);
  proved(inSeconds(300));
  notProved();
  expect(asksPassword({ until: null })).toBe(true);
});
