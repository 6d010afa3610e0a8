import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** The RFC 8785 (JCS) text of a JSON value. @throws Error for what JSON cannot carry (NaN, lone surrogates …). */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("only JSON values have a canonical form");
  return text;
}

/** SHA-256 of text in UTF-8. */
export const sha256 = (text: string | Uint8Array): Buffer => createHash("sha256").update(text).digest();
