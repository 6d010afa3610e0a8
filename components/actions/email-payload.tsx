import { ExternalLink } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { DescriptionList } from "@/components/ui/description-list";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { PayloadView, Recipient } from "@/lib/actions/person-view";

type Mail = Extract<PayloadView, { kind: "email" }>;

/** A mail as it would leave: headers and plain text. Nothing in it is loaded or made clickable. */
export function EmailPayload({ mail }: { mail: Mail }) {
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <DescriptionList
        className="bg-sunken/40 px-3 py-2.5"
        items={[
          { term: "From", value: <FlaggedText text={mail.from} /> },
          { term: "To", value: <Recipients list={mail.to} /> },
          mail.cc.length > 0 && { term: "Cc", value: <Recipients list={mail.cc} /> },
          mail.bcc.length > 0 && { term: "Bcc", value: <Recipients list={mail.bcc} /> },
          mail.replyTo !== null && { term: "Reply to", value: <FlaggedText text={mail.replyTo} /> },
          { term: "Subject", value: <FlaggedText text={mail.subject} className="font-medium" /> },
        ]}
      />
      <div className="border-t border-line px-3 py-3 text-sm">
        <FlaggedText text={mail.text} />
      </div>
    </div>
  );
}

function Recipients({ list }: { list: readonly Recipient[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {list.map(({ address, outside }) => (
        <li key={address} className="flex flex-wrap items-center gap-x-2">
          <FlaggedText text={address} />
          {outside && (
            <Badge tone="warning" icon={<ExternalLink aria-hidden="true" />}>
              Outside
            </Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
