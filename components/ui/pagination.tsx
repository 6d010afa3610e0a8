import { ChevronLeft, ChevronRight } from "lucide-react";
import { LinkButton } from "./link-button";
import { pagination as words } from "./words";

type Props = { newer?: string | undefined; older?: string | undefined; /** What is paged through. */ label?: string };

/** Newer and older, as links; nothing when there is one page only. */
export function Pagination({ newer, older, label = words.label }: Props) {
  if (!newer && !older) return null;
  return (
    <nav aria-label={label} className="mt-4 flex justify-between gap-2">
      {newer ? (
        <LinkButton href={newer} rel="prev" icon={<ChevronLeft aria-hidden="true" />}>
          {words.newer}
        </LinkButton>
      ) : (
        <span />
      )}
      {older && (
        <LinkButton href={older} rel="next">
          {words.older}
          <ChevronRight aria-hidden="true" />
        </LinkButton>
      )}
    </nav>
  );
}
