import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { sha256 } from "@/lib/canonical";

/**
 * `csk_live_<id>_<secret><checksum>`: underscores, so that a double click takes all of it; a prefix and a
 * checksum, so that scanners find it in places where it should not be, and typing errors never reach the database.
 */
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID = 12;
const SECRET = 43; // 256 bits
const CHECKSUM = 6; // 32 bits
const SHAPE = new RegExp(`^csk_(live|test)_([0-9A-Za-z]{${ID}})_([0-9A-Za-z]{${SECRET}})([0-9A-Za-z]{${CHECKSUM}})$`);

export type Mode = "live" | "test";
export type MadeKey = { key: string; id: string; secretHash: Buffer; lastFour: string };
export type ReadKey = { mode: Mode; id: string; secretHash: Buffer };

/** A new key. `key` is shown once; only the hash of its secret is kept. */
export function makeKey(mode: Mode): MadeKey {
  const id = base62(randomBytes(16)).padStart(ID, "0").slice(-ID);
  const secret = base62(randomBytes(32)).padStart(SECRET, "0");
  const body = `csk_${mode}_${id}_${secret}`;
  const key = body + checksum(body);
  return { key, id, secretHash: sha256(secret), lastFour: key.slice(-4) };
}

/** The parts of a well-formed key, or undefined. Costs a regular expression, a CRC and one SHA-256. */
export function readKey(text: string): ReadKey | undefined {
  const parts = SHAPE.exec(text);
  if (!parts) return undefined;
  const [, mode, id, secret, given] = parts;
  if (checksum(text.slice(0, -CHECKSUM)) !== given) return undefined;
  // SHA-256 and no password hash: a secret of 256 random bits cannot be guessed, and a request must not cost milliseconds.
  return { mode: mode as Mode, id: id!, secretHash: sha256(secret!) };
}

/** How a key may be shown after its one showing. */
export const keyPrefix = (key: { id: string; mode: string }): string => `csk_${key.mode}_${key.id}`;

const checksum = (body: string): string => base62(crc32(body)).padStart(CHECKSUM, "0");

function base62(value: Uint8Array | number): string {
  let rest = typeof value === "number" ? BigInt(value) : BigInt(`0x${Buffer.from(value).toString("hex")}`);
  let text = "";
  do {
    text = ALPHABET[Number(rest % 62n)]! + text;
    rest /= 62n;
  } while (rest > 0n);
  return text;
}
