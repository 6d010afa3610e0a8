"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { archiveConnector, createConnector, publishConnectorVersion, restoreConnector, testConnector } from "@/lib/connectors/admin";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";

// The parser's own message may quote the text, which could be a secret.
const json = z.string().max(100_000).transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "This is not JSON. Check commas, quotes and braces." });
    return z.NEVER;
  }
});
const credentials = z.string().trim().transform((text) => (text === "" ? undefined : text)).pipe(json.optional());

const Create = z.object({ name: z.string(), kind: z.string(), config: json, credentials });

export const createConnectorMutation = mutation(Create, async (person, given): Promise<void> => {
  const connector = await createConnector(person, { ...given, credentials: given.credentials ?? {} });
  revalidatePath(paths.admin.connectors);
  redirect(paths.admin.connector(connector.id));
});

const Publish = z.object({ connectorId: Id, expectedVersion: z.coerce.number().int(), config: json, credentials });

export const publishConnectorMutation = mutation(Publish, async (person, given): Promise<void> => {
  await publishConnectorVersion(person, given);
  revalidatePath(paths.admin.connectors);
  redirect(paths.admin.connector(given.connectorId));
});

const One = z.object({ connectorId: Id });

export const testConnectorMutation = mutation(One, (person, { connectorId }) => testConnector(person, connectorId));

export const archiveConnectorMutation = mutation(One, async (person, { connectorId }): Promise<void> => {
  await archiveConnector(person, connectorId);
  revalidatePath(paths.admin.connector(connectorId));
});

export const restoreConnectorMutation = mutation(One, async (person, { connectorId }): Promise<void> => {
  await restoreConnector(person, connectorId);
  revalidatePath(paths.admin.connector(connectorId));
});
