import fs from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);

const TYPES = { js: "application/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" } as const;
const NAME = /^\/_next\/static\/((?:[\w~-][\w.~-]*\/)*[\w~-][\w.~-]*\.(js|css))$/;

/**
 * Scripts and styles of the build as brotli, which takes a seventh off what Next's gzip leaves. Each is packed once, after
 * it was first asked for; until then, and for browsers that take no brotli, Next serves it.
 */
export class StaticFiles {
  /** By name; nothing while it is being packed. */
  private readonly packed = new Map<string, Buffer | undefined>();
  private turn: Promise<void> = Promise.resolve();

  /** @param folder what Next built, `.next/static` */
  constructor(private readonly folder: string) {}

  /** @returns whether it answered */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const [, name, type] = NAME.exec(request.url ?? "") ?? [];
    if (!name || request.method !== "GET" || !/\bbr\b/.test(String(request.headers["accept-encoding"]))) return false;
    if (!this.packed.has(name)) this.pack(name);
    const body = this.packed.get(name);
    if (!body) return false;
    response.writeHead(200, {
      "Content-Type": TYPES[type as keyof typeof TYPES],
      "Content-Encoding": "br",
      "Content-Length": body.length,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
      "X-Content-Type-Options": "nosniff",
    });
    response.end(body);
    return true;
  }

  /** Settles once everything asked for so far is packed. */
  get ready(): Promise<void> {
    return this.turn;
  }

  private pack(name: string): void {
    this.packed.set(name, undefined);
    // One after another: whoever waits for a page needs the processor more.
    this.turn = this.turn.then(async () => {
      try {
        const plain = await fs.readFile(path.join(this.folder, name));
        this.packed.set(name, await compress(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
      } catch {
        // There is no such file. Next says so; remembering every name that somebody makes up would fill the memory.
        this.packed.delete(name);
      }
    });
  }
}
