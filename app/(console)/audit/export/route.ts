import { z } from "zod";
import { exportAudit, FORMATS } from "@/lib/audit/export";
import { Filters } from "@/lib/audit/filters";
import { Refusal } from "@/lib/errors";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { log } from "@/lib/log";
import { formObject } from "@/lib/next/form-data";
import { currentPerson } from "@/lib/next/session";

const TYPE = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson" } as const;

export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    const person = await currentPerson();
    if (!person) throw new Refusal("unauthenticated", "You are not signed in any more. Sign in again, then repeat this.");
    const form = formObject(await request.formData());
    const format = z.enum(FORMATS).safeParse(form.format);
    if (!format.success) throw new Refusal("invalid", `Choose a format: ${FORMATS.join(" or ")}.`);
    const pieces = await exportAudit(person, Filters.parse(form), format.data);
    const name = `countersign-audit-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.${format.data}`;
    return new Response(streamOf(pieces), {
      headers: { "Content-Type": TYPE[format.data], "Content-Disposition": `attachment; filename="${name}"`, "Cache-Control": "no-store" },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return new Response(`${error.message}\n`, { status: error.status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
}

/** Pulls the next piece only when the reader has room for it; a failure half-way breaks the download instead of ending it early. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(bytes.encode(value));
      } catch (error) {
        log.error({ err: error }, "an export broke off");
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
