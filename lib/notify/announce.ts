import { db, sql } from "@/lib/db/tx";
import { log } from "@/lib/log";

/** The channel on which processes tell each other that an action has changed. It carries ids only. */
export const CHANNEL = "countersign";

// A notification's payload is at most 8,000 bytes: https://www.postgresql.org/docs/current/sql-notify.html
const MOST = 200;

/** How long changes are gathered: a notification wakes every listening connection, and an action that is executed changes twice. */
const GATHER_MS = 5;

let waiting = new Set<string>();
let sending = false;

/**
 * Tells every web process, soon and outside the caller's transaction, that an action changed. Notifying inside it
 * would make all commits queue for one lock. May be lost: whoever waits also looks by themselves.
 */
export function announceLater(id: string): void {
  waiting.add(id);
  if (!sending) {
    sending = true;
    setTimeout(() => void flush(), GATHER_MS);
  }
}

async function flush(): Promise<void> {
  while (waiting.size > 0) {
    const ids = [...waiting].slice(0, MOST);
    waiting = new Set([...waiting].slice(MOST));
    // It may be lost, so its commit need not wait for the disk.
    await db.run(sql`SELECT set_config('synchronous_commit', 'off', true), pg_notify(${CHANNEL}, ${ids.join(",")})`, "announce").catch((error: unknown) => {
      log.warn({ err: error }, "a change could not be announced; those who wait will look by themselves");
    });
  }
  sending = false;
}
