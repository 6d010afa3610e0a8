import { v7 } from "uuid";
import { z } from "zod";

/** A new id: UUID version 7 (RFC 9562), so that newer rows sort after older ones. */
export const newId = (): string => v7();

/** The one shape of id accepted from outside. */
export const Id = z.uuid();
