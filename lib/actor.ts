/** Whoever causes a change: always a record with an id, always the first argument of a verb. */
export type Role = "auditor" | "reviewer" | "admin";

/** A person with an open session. `groupIds` are those they belong to now. */
export type Person = {
  kind: "person";
  id: string;
  name: string;
  email: string;
  role: Role;
  groupIds: string[];
  sessionId: string;
};

/** An agent that presented a valid key. */
export type Agent = {
  kind: "agent";
  id: string;
  name: string;
  ownerId: string;
  autonomy: "off" | "read_only" | "draft_only" | "limited_write" | "full";
  keyId: string;
  mode: "live" | "test";
  scopes: string[];
};

/** A worker process: `host-pid-random`. */
export type Worker = { kind: "worker"; id: string };

/** The gateway itself: clocks, the sweeper, set-up. */
export type System = { kind: "system"; id: "sweeper" | "setup" | "cascade" | "sign_in" };

export type Actor = Person | Agent | Worker | System;

export const sweeper: System = { kind: "system", id: "sweeper" };
export const setup: System = { kind: "system", id: "setup" };
export const cascade: System = { kind: "system", id: "cascade" };
/** Who turned somebody away: nobody is signed in yet. */
export const signInDoor: System = { kind: "system", id: "sign_in" };
