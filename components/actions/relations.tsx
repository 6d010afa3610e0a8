import { Undo2 } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { FlaggedText } from "@/components/ui/flagged-text";
import { TextLink } from "@/components/ui/link-button";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { paths } from "@/lib/paths";
import { STATE_WORD } from "./words";
import { relations as words } from "./words-view";

/** The action that this one undoes, and those that undo it. */
export function Relations({ action }: { action: ActionInFull }) {
  const { undoes, undoneBy, requestedBy } = action;
  if (!undoes && undoneBy.length === 0) return null;
  return (
    <Alert tone="neutral" className="mb-4">
      <ul className="flex flex-col gap-1">
        {undoes && (
          <li>
            {words.askedToUndo(requestedBy ?? words.somebody)} <TextLink href={paths.action(undoes.id)}>{<FlaggedText text={undoes.summary} />}</TextLink> {words.undoneIs(STATE_WORD[undoes.state].toLowerCase())}
          </li>
        )}
        {undoneBy.map(({ id, state }) => (
          <li key={id}>
            <Undo2 aria-hidden="true" className="mr-1 inline size-3.5" />
            <TextLink href={paths.action(id)}>{words.rollback}</TextLink>
            {words.rollbackIs(STATE_WORD[state].toLowerCase())}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
