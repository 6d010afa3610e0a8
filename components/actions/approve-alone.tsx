"use client";

import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { FactField } from "./confirm-dialog";
import { ReasonDialog } from "./reason-dialog";
import { seenOf } from "./seen";
import { approveAlone as words } from "./words-decide";

/** I7: the only person who qualifies approves their own: with their password and a reason, on the record. */
export function ApproveAlone({ action, mutation, close }: { action: ActionInFull; mutation: Mutation<null>; close: () => void }) {
  return (
    <ReasonDialog
      close={close}
      title={words.title}
      description={words.description}
      mutation={mutation}
      seen={seenOf(action)}
      label={words.label}
      password
      confirm={words.confirm}
      done={words.done}
    >
      {(state) => action.may.fact && <FactField fact={action.may.fact} error={faultOf(state, "fact")} />}
    </ReasonDialog>
  );
}
