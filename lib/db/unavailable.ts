const CONNECTION = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOENT"]);

/** What pg says, without a code, of a connection that broke or was not to be had. */
const LOST = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after calling end)/;

/**
 * PostgreSQL could not do what it was asked, and the fault is not in what was sent: the request may succeed once an operator
 * has seen to it. 25006: read only, as after a failover; 42501, 42P01, 0A000: rights or tables are being changed;
 * 58: the system around it; XX: itself; P0001: a trigger raised, such as one that cannot write evidence.
 */
const OUT_OF_ORDER = /^(25006|42501|42P01|0A000|58...|XX...|P0001)$/;

/**
 * Whether an error means that the database cannot answer now and the same request may succeed later: it is away,
 * shutting down, out of connections, memory or disk, or a statement waited too long.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === "string") {
    if (CONNECTION.has(code) && "syscall" in error) return true;
    if (/^(08|53)/.test(code)) return true;
    // 57P0x: shutting down or not yet up; 57014: statement timeout; 55P03, 40P01, 40001: lost to others.
    if (/^(57P0\d|57014|55P03|40P01|40001|25P03)$/.test(code) || OUT_OF_ORDER.test(code)) return true;
  }
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  return LOST.test(error.message);
}

/** Whether PostgreSQL refused a value itself (class 22): a fault of what was sent, that an earlier check should have caught. */
export const isDataFault = (error: unknown): boolean => error instanceof Error && typeof (error as { code?: unknown }).code === "string" && /^22[0-9A-Z]{3}$/.test((error as unknown as { code: string }).code);
