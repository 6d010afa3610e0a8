import { FlaggedText } from "@/components/ui/flagged-text";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import type { Passage } from "@/lib/payloads/kinds-view";
import { AllParams, ParamsTree } from "./all-params";
import { PayloadBoundary } from "./boundary";
import { EmailPayload } from "./email";
import { Html } from "./html";
import { RecordPayload } from "./record";
import { Sql } from "./sql";
import { payload as words } from "./words";

export type Rendered = Pick<ActionInFull, "id" | "revision" | "payload" | "params" | "paramsText">;

/** What would run, by its kind, and all params under it. Whatever goes wrong with the kind, the params stay. */
export function RenderedPayload({ id, revision, payload, params, paramsText, folded }: Rendered & { /** What matters of them is shown elsewhere. */ folded?: boolean }) {
  const all = { params, source: paramsText, amounts: payload.amounts };
  const plain = payload.kind === "tree" && payload.passages.length === 0;
  return (
    <>
      {payload.kind === "tree" && payload.failed && <p className="mb-2 text-sm text-warning-ink">{words.failed}</p>}
      <PayloadBoundary key={`${id} ${revision}`} fallback={<ParamsTree {...all} />}>
        {payload.kind === "email" && <EmailPayload mail={payload} />}
        {payload.kind === "record" && <RecordPayload record={payload} actionId={id} revision={revision} />}
        {payload.kind === "tree" && payload.passages.map((passage) => <PassageBlock key={passage.pointer} passage={passage} />)}
      </PayloadBoundary>
      <AllParams {...all} open={(plain && !folded) || (payload.kind === "email" && payload.others.length > 0)} />
    </>
  );
}

function PassageBlock({ passage }: { passage: Passage }) {
  const name = passage.pointer.slice(1).replaceAll("/", " › ").replaceAll("~1", "/").replaceAll("~0", "~");
  return (
    <section aria-label={name} className="mb-3">
      <p className="mb-1 font-mono text-xs text-muted">
        <FlaggedText text={name} />
      </p>
      {passage.kind === "sql" ? (
        <Sql text={passage.text} />
      ) : (
        <div className="rounded-md border border-line px-3 py-2.5 text-sm">{passage.kind === "html" ? <Html html={passage.html} /> : <FlaggedText text={passage.text} />}</div>
      )}
    </section>
  );
}
