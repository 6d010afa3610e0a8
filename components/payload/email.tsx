import { ExternalLink, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { DescriptionList } from "@/components/ui/description-list";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { PayloadView, Recipient } from "@/lib/payloads/kinds-view";
import { Html } from "./html";
import { email as words } from "./words";

export type Mail = Extract<PayloadView, { kind: "email" }>;

/** A mail as it would leave: headers and text. Nothing in it is loaded, run or made clickable. */
export function EmailPayload({ mail }: { mail: Mail }) {
  const known = [...mail.to, ...mail.cc, ...mail.bcc].every(({ outside }) => outside !== null);
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <DescriptionList
        className="bg-sunken/40 px-3 py-2.5"
        items={[
          mail.from !== null && { term: words.from, value: <FlaggedText text={mail.from} /> },
          { term: words.to, value: <Recipients list={mail.to} /> },
          mail.cc.length > 0 && { term: words.cc, value: <Recipients list={mail.cc} /> },
          mail.bcc.length > 0 && { term: words.bcc, value: <Recipients list={mail.bcc} /> },
          mail.replyTo !== null && { term: words.replyTo, value: <FlaggedText text={mail.replyTo} /> },
          { term: words.subject, value: <FlaggedText text={mail.subject} className="font-medium" /> },
          mail.others.length > 0 && { term: words.others, value: <FlaggedText text={mail.others.join(", ")} className="text-muted" /> },
        ]}
      />
      {!known && (
        <p className="border-t border-line px-3 py-2 text-sm text-muted">{words.outsideUnknown}</p>
      )}
      <div className="flex flex-col gap-3 border-t border-line px-3 py-3 text-sm">
        {mail.text !== null && <FlaggedText text={mail.text} />}
        {mail.html && (
          <div>
            {mail.text !== null && <p className="mb-1 text-xs font-medium text-muted">{words.andHtml}</p>}
            <Html html={mail.html} />
          </div>
        )}
      </div>
    </div>
  );
}

function Recipients({ list }: { list: readonly Recipient[] }) {
  if (list.length === 0) return <span className="text-faint">{words.nobody}</span>;
  return (
    <ul className="flex flex-col gap-1">
      {list.map(({ address, outside, remark }, index) => (
        <li key={index} className="flex flex-wrap items-center gap-x-2">
          <FlaggedText text={address} />
          {outside && (
            <Badge tone="warning" icon={<ExternalLink aria-hidden="true" />}>
              {words.outside}
            </Badge>
          )}
          {remark !== null && (
            <Badge tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
              {remark}
            </Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
