import { z } from "zod";

/** The one shape of a tool's name, registered or not. */
export const ToolName = z.string().regex(/^[A-Za-z][A-Za-z0-9_.:/-]{0,119}$/, "a tool name is letters, digits and _ . : / - (at most 120), starting with a letter");
