import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

// Layout: version byte 1 | key number (2 bytes) | nonce (12) | ciphertext | tag (16).
const FORMAT = 1;

/**
 * Encrypts text with AES-256-GCM under the newest key. `rowId` is authenticated with it, so that a
 * ciphertext moved to another row does not open.
 */
export function seal(text: string, rowId: string): Buffer {
  const [number, secret] = newest();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secret, nonce);
  cipher.setAAD(Buffer.from(rowId));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const head = Buffer.alloc(3);
  head.writeUInt8(FORMAT, 0);
  head.writeUInt16BE(number, 1);
  return Buffer.concat([head, nonce, body, cipher.getAuthTag()]);
}

/** Opens what `seal` made for the same row. @throws Error when the key is unknown or the bytes were altered. */
export function open(sealed: Uint8Array, rowId: string): string {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 31 || bytes.readUInt8(0) !== FORMAT) throw new Error("not a sealed value");
  const number = bytes.readUInt16BE(1);
  const secret = keys().get(number);
  if (!secret) throw new Error(`ENCRYPTION_KEYS has no key number ${number}; add the one this value was sealed with`);
  const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(3, 15));
  decipher.setAAD(Buffer.from(rowId));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(15, -16)), decipher.final()]).toString("utf8");
}

function keys(): Map<number, Buffer> {
  return new Map(
    env().ENCRYPTION_KEYS.map((entry) => {
      const [number, secret] = entry.split(":") as [string, string];
      return [Number(number), Buffer.from(secret, "base64")];
    }),
  );
}

function newest(): [number, Buffer] {
  return [...keys()].reduce((best, next) => (next[0] > best[0] ? next : best));
}
