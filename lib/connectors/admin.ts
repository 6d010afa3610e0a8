import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { json, sql, transact, type Tx } from "@/lib/db/tx";
import { pointerTo, Refusal, type Fault } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import { open, seal } from "@/lib/sealing";
import { kindOf } from "./registry";
import type { ConnectorKind } from "./types";

export const ConnectorName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "a connector's name is small letters, digits, _ and - (at most 63), starting with a letter or digit");

export type ConnectorRow = { id: string; name: string; kind: string; currentVersion: number; createdAt: Date; archivedAt: Date | null };

type VersionRow = { id: string; config: unknown; sealed: Buffer | null };

const TEST_MS = 10_000;

/** @throws Refusal `invalid` with every fault (never a value: it could be a secret), `conflict` for a name in use */
export async function createConnector(
  admin: Person,
  { name, kind, config, credentials }: { name: string; kind: string; config: unknown; credentials: unknown },
): Promise<ConnectorRow> {
  requireAdmin(admin);
  const named = ConnectorName.safeParse(name);
  const faults = named.success ? [] : [{ pointer: "/name", detail: named.error.issues[0]!.message }];
  const fitting = parse(kind, config, credentials, faults);
  return transact(async (tx) => {
    const connector = await tx.one<ConnectorRow>(sql`
      INSERT INTO connectors (id, name, kind) VALUES (${newId()}, ${name}, ${kind}) ON CONFLICT (name) DO NOTHING RETURNING *`);
    if (!connector) {
      const detail = "There is a connector of this name already.";
      throw new Refusal("conflict", detail, { faults: [{ pointer: "/name", detail }] });
    }
    await insertVersion(tx, admin, connector.id, 1, fitting.config, fitting.credentials);
    await record(tx, {
      type: "connector.created",
      actor: admin,
      subject: { kind: "connector", id: connector.id },
      data: { name, kind, version: 1, after: { config: fitting.config, credentials: fitting.credentials ? "set" : "none" } },
    });
    return connector;
  });
}

/**
 * Publishes changed settings as the next version. Approved actions that were signed with the old one are refused
 * by the worker. `credentials` undefined keeps the old ones, sealed again for the new row.
 * @throws Refusal `stale_revision`, `invalid`, `conflict`
 */
export async function publishConnectorVersion(
  admin: Person,
  { connectorId, expectedVersion, config, credentials }: { connectorId: string; expectedVersion: number; config: unknown; credentials?: unknown },
): Promise<ConnectorRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const connector = await lockConnector(tx, connectorId);
    if (connector.archivedAt) throw new Refusal("conflict", "This connector is archived. Restore it first.");
    if (connector.currentVersion !== expectedVersion) {
      throw new Refusal("stale_revision", `Somebody published version ${connector.currentVersion} in the meantime. Reload the page to start from it.`, { facts: { version: connector.currentVersion } });
    }
    const before = await versionRow(tx, connector);
    const kept = credentials === undefined;
    const fitting = parse(connector.kind, config, kept ? openedFrom(before) : credentials);
    if (kept && fitting.credentials) requireSameHosts(connector.kind, before.config, fitting.config);
    const version = connector.currentVersion + 1;
    await insertVersion(tx, admin, connectorId, version, fitting.config, fitting.credentials);
    await tx.run(sql`UPDATE connectors SET current_version = ${version} WHERE id = ${connectorId}`);
    await record(tx, {
      type: "connector.version_published",
      actor: admin,
      subject: { kind: "connector", id: connectorId },
      data: {
        name: connector.name,
        version,
        before: { config: before.config, credentials: before.sealed ? "set" : "none" },
        after: { config: fitting.config, credentials: kept ? "kept" : fitting.credentials ? "changed" : "none" },
      },
    });
    return { ...connector, currentVersion: version };
  });
}

/** Kept credentials go only where whoever gave them sent them: nobody learns them by naming a host of their own. */
function requireSameHosts(kind: string, before: unknown, after: unknown): void {
  const { config, hosts } = kindOf(kind)!;
  const known = new Set(hosts(config.parse(before)));
  const added = hosts(after).filter((host) => !known.has(host));
  if (added.length === 0) return;
  const detail = `The stored credentials were not given for ${added.join(", ")}. Enter them again.`;
  throw new Refusal("invalid", detail, { faults: [{ pointer: "/credentials", detail }] });
}

/** @throws Refusal `conflict` while tools in use are bound to it */
export async function archiveConnector(admin: Person, connectorId: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const connector = await lockConnector(tx, connectorId);
    if (connector.archivedAt) return;
    const users = await tx.all<{ name: string }>(sql`
      SELECT t.name FROM tools t JOIN tool_versions v ON v.tool_id = t.id AND v.version = t.current_version
       WHERE v.connector_id = ${connectorId} AND t.archived_at IS NULL ORDER BY t.name`);
    if (users.length > 0) throw new Refusal("conflict", `Tools use it: ${users.map(({ name }) => name).join(", ")}. Archive them or bind them to another connector first.`);
    await tx.run(sql`UPDATE connectors SET archived_at = clock_timestamp() WHERE id = ${connectorId}`);
    await record(tx, { type: "connector.archived", actor: admin, subject: { kind: "connector", id: connectorId }, data: { name: connector.name, version: connector.currentVersion } });
  });
}

export async function restoreConnector(admin: Person, connectorId: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const connector = await lockConnector(tx, connectorId);
    if (!connector.archivedAt) return;
    await tx.run(sql`UPDATE connectors SET archived_at = NULL WHERE id = ${connectorId}`);
    await record(tx, { type: "connector.restored", actor: admin, subject: { kind: "connector", id: connectorId }, data: { name: connector.name, version: connector.currentVersion } });
  });
}

/** Reaches the target with the stored settings, without an effect. A "no" is a value. */
export async function testConnector(admin: Person, connectorId: string): Promise<{ ok: boolean; message: string }> {
  requireAdmin(admin);
  const { connector, version } = await transact(async (tx) => {
    const found = await lockConnector(tx, connectorId);
    return { connector: found, version: await versionRow(tx, found) };
  });
  const kind = requireKind(connector.kind);
  const result = await kind
    .test(kind.config.parse(version.config), kind.credentials.parse(openedFrom(version)), AbortSignal.timeout(TEST_MS))
    .catch((error: unknown) => ({ ok: false, message: error instanceof Refusal ? error.message : `It could not be reached: ${(error as Error).message}` }));
  await transact((tx) =>
    record(tx, { type: "connector.tested", actor: admin, subject: { kind: "connector", id: connectorId }, data: { name: connector.name, version: connector.currentVersion, ok: result.ok } }),
  );
  return result;
}

/** Whether these settings say something else than what the connector has; for set-up that must not publish the same twice. */
export async function connectorDiffers(
  { connectorId, config, credentials }: { connectorId: string; config: object; credentials: unknown },
): Promise<{ differs: boolean; version: number; config: object }> {
  return transact(async (tx) => {
    const connector = await lockConnector(tx, connectorId);
    const now = await versionRow(tx, connector);
    const merged = { ...(now.config as object), ...config };
    const wanted = parse(connector.kind, merged, credentials);
    const has = parse(connector.kind, now.config, openedFrom(now));
    return { differs: !isDeepStrictEqual(wanted, has), version: connector.currentVersion, config: merged };
  });
}

type Parsed = { config: unknown; credentials: unknown };

/** What the kind's schemas make of it; `credentials` is null when there are none. */
function parse(kindName: string, config: unknown, credentials: unknown, faults: Fault[] = []): Parsed {
  const kind = kindOf(kindName);
  if (!kind) throw invalid([...faults, { pointer: "/kind", detail: `there is no connector of kind ${kindName}` }]);
  const all = [...faults];
  const configured = kind.config.safeParse(config);
  if (!configured.success) all.push(...faultsAt("/config", configured.error));
  const opened = kind.credentials.safeParse(credentials ?? {});
  if (!opened.success) all.push(...faultsAt("/credentials", opened.error));
  if (all.length > 0 || !configured.success || !opened.success) throw invalid(all);
  const empty = kind.credentials.safeParse({});
  const none = empty.success && isDeepStrictEqual(empty.data, opened.data);
  return { config: configured.data, credentials: none ? null : opened.data };
}

const faultsAt = (pointer: string, error: z.ZodError): Fault[] =>
  error.issues.map(({ path, message }) => ({ pointer: pointer + pointerTo(path), detail: path.length > 0 ? `${path.join(".")} ${message}` : message }));

const invalid = (faults: Fault[]) =>
  new Refusal("invalid", faults.length === 1 ? "The connector needs another look at one place." : `The connector needs another look at ${faults.length} places.`, { faults });

async function insertVersion(tx: Tx, admin: Person, connectorId: string, version: number, config: unknown, credentials: unknown): Promise<void> {
  const id = newId();
  // I10: bound to this row, so that a ciphertext moved elsewhere does not open.
  const sealed = credentials === null ? null : seal(JSON.stringify(credentials), id);
  await tx.run(sql`
    INSERT INTO connector_versions (id, connector_id, version, config, sealed, created_by)
    VALUES (${id}, ${connectorId}, ${version}, ${json(config)}, ${sealed}, ${admin.id})`);
}

async function versionRow(tx: Tx, { id, currentVersion }: ConnectorRow): Promise<VersionRow> {
  const row = await tx.one<VersionRow>(sql`SELECT id, config, sealed FROM connector_versions WHERE connector_id = ${id} AND version = ${currentVersion}`);
  if (!row) throw new Error(`connector ${id} has no version ${currentVersion}`);
  return row;
}

const openedFrom = ({ id, sealed }: VersionRow): unknown => (sealed ? JSON.parse(open(sealed, id)) : {});

async function lockConnector(tx: Tx, id: string): Promise<ConnectorRow> {
  const connector = await tx.one<ConnectorRow>(sql`SELECT * FROM connectors WHERE id = ${id} FOR NO KEY UPDATE`);
  if (!connector) throw new Refusal("not_found", "There is no such connector. Go back to the list of connectors.");
  return connector;
}

function requireKind(name: string): ConnectorKind {
  const kind = kindOf(name);
  if (!kind) throw new Refusal("unavailable", `This deployment has no connectors of kind ${name}.`);
  return kind;
}
