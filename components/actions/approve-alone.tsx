"use client";

import type { ActionInFull } from "@/lib/actions/person-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { FactField } from "./confirm-dialog";
import { ReasonDialog } from "./reason-dialog";
import { seenOf } from "./seen";

/** I7: the only person who qualifies approves their own: with their password and a reason, on the record. */
export function ApproveAlone({ action, mutation, close }: { action: ActionInFull; mutation: Mutation<null>; close: () => void }) {
  return (
    <ReasonDialog
      close={close}
      title="Approve your own"
      description="You are the only active person who may decide this, so you may do it alone. It is recorded as such: give your password and a reason."
      mutation={mutation}
      seen={seenOf(action)}
      label="Why it is right to go on"
      password
      confirm="Approve"
      done="Approved"
    >
      {action.may.fact && <FactField fact={action.may.fact} />}
    </ReasonDialog>
  );
}
