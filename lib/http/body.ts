import { Refusal } from "@/lib/errors";
import { parseStrict } from "./strict-json";

/** Bytes of a request's body. */
export const MOST_BYTES = 256 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The strict JSON value that a request carries. Without a body: `undefined`.
 * @throws Refusal `unsupported_type`, `too_large`, `malformed` or `invalid`, which says what is wrong with it
 */
export async function readJson(request: Request): Promise<unknown> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > MOST_BYTES) throw tooLarge();
  const type = request.headers.get("content-type");
  // Said before anything is read, unless there is nothing to read.
  if (type !== null) requireJsonType(type);
  requirePlain(request.headers.get("content-encoding"));
  // With a declared length the server reads no further than that; without one, we count.
  const bytes = await (declared === null ? readBounded(request) : request.arrayBuffer().then((buffer) => new Uint8Array(buffer))).catch(cutOff);
  if (bytes.byteLength === 0) return undefined;
  if (bytes.byteLength > MOST_BYTES) throw tooLarge();
  if (type === null) throw new Refusal("unsupported_type", "Say what the body is: send `Content-Type: application/json`.");
  return parseStrict(decoded(bytes));
}

/** A request's body as it was sent, to be checked before it is read. @throws Refusal `too_large`, `unsupported_type`, `malformed` */
export async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length")) > MOST_BYTES) throw tooLarge();
  requirePlain(request.headers.get("content-encoding"));
  return readBounded(request).catch(cutOff);
}

function requireJsonType(type: string): void {
  const [essence = "", ...parameters] = type.split(";").map((part) => part.trim().toLowerCase());
  if (essence !== "application/json") throw new Refusal("unsupported_type", "Only JSON is read here: send `Content-Type: application/json`.");
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice(8).replaceAll('"', "");
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8") throw new Refusal("unsupported_type", "JSON is read as UTF-8 only. Leave out the charset.");
}

function requirePlain(encoding: string | null): void {
  if (encoding === null || encoding.trim().toLowerCase() === "identity") return;
  throw new Refusal("unsupported_type", "Compressed bodies are not read. Send it without Content-Encoding.");
}

async function readBounded(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > MOST_BYTES) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(read.value);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new Refusal("malformed", "The body is not UTF-8.", { faults: [{ pointer: "", detail: "is not UTF-8" }], cause: error });
  }
}

function cutOff(error: unknown): never {
  if (error instanceof Refusal) throw error;
  throw new Refusal("malformed", "The body ended before all of it was here.", { cause: error });
}

const tooLarge = () => new Refusal("too_large", `A body has at most ${MOST_BYTES / 1024} KiB. Send references to large content instead of the content.`);
