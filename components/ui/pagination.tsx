import { ChevronLeft, ChevronRight } from "lucide-react";
import { LinkButton } from "./link-button";

type Props = { newer?: string | undefined; older?: string | undefined; /** What is paged through. */ label?: string };

/** Newer and older, as links; nothing when there is one page only. */
export function Pagination({ newer, older, label = "Pages" }: Props) {
  if (!newer && !older) return null;
  return (
    <nav aria-label={label} className="mt-4 flex justify-between gap-2">
      {newer ? (
        <LinkButton href={newer} rel="prev" icon={<ChevronLeft aria-hidden="true" />}>
          Newer
        </LinkButton>
      ) : (
        <span />
      )}
      {older && (
        <LinkButton href={older} rel="next">
          Older
          <ChevronRight aria-hidden="true" />
        </LinkButton>
      )}
    </nav>
  );
}
