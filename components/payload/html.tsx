import { EyeOff, ImageOff, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Folded } from "@/components/ui/folded";
import type { HtmlPiece, HtmlReading } from "@/lib/payloads/kinds-view";
import { html as words } from "./words";

/** An HTML text as plain text: no markup of it reaches this page, nothing is loaded, no link can be followed. Its source is one click away. */
export function Html({ html }: { html: HtmlReading }) {
  const hidden = html.pieces.some((piece) => piece.hidden && /\S/.test(piece.text));
  return (
    <>
      <div className="text-sm">
        {html.pieces.map((piece, index) => (
          <Piece key={index} piece={piece} />
        ))}
      </div>
      {(hidden || html.active.length > 0 || html.images.length > 0) && (
        <ul aria-label={words.about} className="mt-3 flex flex-col gap-1.5 text-sm text-muted">
          {hidden && (
            <li className="flex flex-wrap items-center gap-2">
              <Badge tone="danger" icon={<EyeOff aria-hidden="true" />}>
                {words.hidden}
              </Badge>
              {words.hiddenHint}
            </li>
          )}
          {html.active.length > 0 && (
            <li className="flex flex-wrap items-center gap-2">
              <Badge tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
                {words.active}
              </Badge>
              {html.active.join(", ")}
            </li>
          )}
          {html.images.map((address) => (
            <li key={address} className="flex min-w-0 flex-wrap items-center gap-2">
              <Badge icon={<ImageOff aria-hidden="true" />}>{words.image}</Badge>
              <FlaggedText text={address} className="min-w-0 font-mono text-xs break-all" />
            </li>
          ))}
        </ul>
      )}
      <Folded title={words.source}>
        <pre className="rounded-md border border-line bg-sunken/40 p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
          <FlaggedText text={html.source} />
        </pre>
      </Folded>
    </>
  );
}

function Piece({ piece: { text, href, misleading, hidden } }: { piece: HtmlPiece }) {
  const said = (
    <>
      <FlaggedText text={text} className={href !== undefined ? "underline" : undefined} />
      {href !== undefined && (
        <span className={misleading ? "rounded-sm bg-danger-soft px-1 text-xs text-danger-ink" : "text-xs text-muted"}>
          {" "}
          {words.leads(misleading === true)}{" "}
          <FlaggedText text={href} className="font-mono break-all" />{" "}
        </span>
      )}
    </>
  );
  if (!hidden || !/\S/.test(text)) return said;
  return (
    <span className="mx-0.5 rounded-sm border border-danger-line bg-danger-soft px-1 text-danger-ink">
      <span className="text-xs font-medium">{words.hiddenMark} </span>
      {said}
    </span>
  );
}
