/** Seconds that one answer is held at most: below the limits of usual proxies. */
export const MOST_WAIT = 55;

/** The seconds of `Prefer: wait=30` (RFC 7240), at most 55; undefined when it is not asked for. */
export function preferredWait(header: string | null | undefined): number | undefined {
  const match = header && /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?=$|[,;])/i.exec(header);
  return match ? Math.min(MOST_WAIT, Number(match[1])) : undefined;
}
