import type { Person } from "@/lib/actor";
import { prisma } from "@/lib/db/prisma";
import { requireAdmin } from "@/lib/people/may";
import { keyPrefix, type Mode } from "./key";
import type { Autonomy } from "./row";
import type { Scope } from "./scopes";

export type AgentView = {
  id: string;
  name: string;
  description: string;
  autonomy: Autonomy;
  perMinute: number;
  createdAt: Date;
  owner: { id: string; name: string; active: boolean };
  /** Keys that work now. */
  keys: number;
  lastUsedAt: Date | null;
  /** Why it is halted, if it is halted by itself (not by a halt on everything). */
  halts: { id: string; cause: string; reason: string; setAt: Date }[];
};

const agentSelect = {
  id: true,
  name: true,
  description: true,
  autonomy: true,
  perMinute: true,
  createdAt: true,
  owner: { select: { id: true, name: true, deactivatedAt: true } },
  keys: { select: { lastUsedAt: true, revokedAt: true, expiresAt: true } },
} as const;

/** All agents by name. For admins. */
export async function listAgents(admin: Person): Promise<AgentView[]> {
  requireAdmin(admin);
  return views(await prisma().agent.findMany({ select: agentSelect, orderBy: { name: "asc" } }));
}

/** One agent; undefined when there is none. For admins. */
export async function agentView(admin: Person, id: string): Promise<AgentView | undefined> {
  requireAdmin(admin);
  return (await views(await prisma().agent.findMany({ select: agentSelect, where: { id } })))[0];
}

type Selected = {
  id: string;
  name: string;
  description: string;
  autonomy: string;
  perMinute: number;
  createdAt: Date;
  owner: { id: string; name: string; deactivatedAt: Date | null };
  keys: { lastUsedAt: Date | null; revokedAt: Date | null; expiresAt: Date | null }[];
};

async function views(agents: Selected[]): Promise<AgentView[]> {
  const halts = await prisma().halt.findMany({
    where: { scope: "agent", targetId: { in: agents.map(({ id }) => id) }, liftedAt: null },
    select: { id: true, targetId: true, cause: true, reason: true, setAt: true },
    orderBy: { setAt: "asc" },
  });
  return agents.map(({ owner, keys, autonomy, ...agent }) => ({
    ...agent,
    autonomy: autonomy as Autonomy,
    owner: { id: owner.id, name: owner.name, active: owner.deactivatedAt === null },
    keys: keys.filter(works).length,
    lastUsedAt: keys.reduce<Date | null>((latest, { lastUsedAt }) => (lastUsedAt && (!latest || lastUsedAt > latest) ? lastUsedAt : latest), null),
    halts: halts.filter(({ targetId }) => targetId === agent.id).map(({ id, cause, reason, setAt }) => ({ id, cause, reason, setAt })),
  }));
}

export type KeyView = {
  id: string;
  /** `csk_live_<id>`: what may be shown besides the last four characters. */
  prefix: string;
  lastFour: string;
  mode: Mode;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  replacedBy: string | null;
  state: "works" | "ending" | "expired" | "revoked";
};

/** An agent's keys, those that work first, then the newest. Never a hash. For admins. */
export async function listKeys(admin: Person, agentId: string): Promise<KeyView[]> {
  requireAdmin(admin);
  const keys = await prisma().agentKey.findMany({
    where: { agentId },
    orderBy: { createdAt: "desc" },
    select: { id: true, lastFour: true, mode: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true, revokedAt: true, replacedBy: true },
  });
  const shown = keys.map((key): KeyView => {
    const state = key.revokedAt ? "revoked" : !works(key) ? "expired" : key.replacedBy ? "ending" : "works";
    return { ...key, mode: key.mode as Mode, scopes: key.scopes as Scope[], prefix: keyPrefix(key), state };
  });
  const alive = (key: KeyView) => key.state === "works" || key.state === "ending";
  return [...shown.filter(alive), ...shown.filter((key) => !alive(key))];
}

function works(key: { revokedAt: Date | null; expiresAt: Date | null }): boolean {
  return !key.revokedAt && (!key.expiresAt || key.expiresAt.getTime() > Date.now());
}

/** The newest action of any agent: what the first run waits for. For admins. */
export async function newestAction(admin: Person): Promise<{ id: string; summary: string; agent: string } | undefined> {
  requireAdmin(admin);
  const action = await prisma().action.findFirst({ orderBy: [{ submittedAt: "desc" }, { id: "desc" }], select: { id: true, summary: true, agent: { select: { name: true } } } });
  return action ? { id: action.id, summary: action.summary, agent: action.agent.name } : undefined;
}
