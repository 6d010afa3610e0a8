"use client";

import { useState, type ReactNode } from "react";
import { toast } from "@/components/ui/toast";
import type { ActionInFull, Permission } from "@/lib/actions/shown/person-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { ApproveAlone } from "./approve-alone";
import { ConfirmDialog } from "./confirm-dialog";
import { asksPassword } from "./proved";
import { RejectDialog } from "./reject-dialog";
import { decided, reject as words } from "./words-decide";

type How = {
  action: ActionInFull | null;
  /** Whether its payload has been on the screen; brings it there. */
  wasSeen: () => boolean;
  show: () => void;
  approve: (action: ActionInFull, note: string, fact?: string) => void;
  reject: (action: ActionInFull, reason: string) => void;
  /** For the one person who may decide on their own: takes the password as well. */
  approveAlone: Mutation<null>;
};

export type Decider = { approve: (note?: string) => void; reject: () => void; dialogs: ReactNode };

/** What pressing Approve and Reject leads to, with the mouse or by key: what is asked first, and then the decision. */
export function useDecider({ action, wasSeen, show, approve, reject, approveAlone }: How): Decider {
  const [asks, ask] = useState<{ what: "reject" | "alone" | "confirm"; about: ActionInFull; note: string } | null>(null);
  const close = () => ask(null);
  return {
    approve: (note = "") => {
      if (!action || refused(action.may.approve)) return;
      if (!wasSeen()) {
        show();
        toast(decided.lookFirst, { key: "look" });
      } else if (action.may.alone) ask({ what: "alone", about: action, note });
      else if (action.may.fact || asksPassword(action.may.stepUp)) ask({ what: "confirm", about: action, note });
      else approve(action, note);
    },
    reject: () => {
      if (action && !refused(action.may.reject)) ask({ what: "reject", about: action, note: "" });
    },
    dialogs: asks && (
      <>
        <RejectDialog open={asks.what === "reject"} close={close} about={words.about(asks.about.summary)} reject={(reason) => reject(asks.about, reason)} />
        {asks.what === "confirm" && (
          <ConfirmDialog fact={asks.about.may.fact} password={asksPassword(asks.about.may.stepUp)} summary={asks.about.summary} close={close} approve={(fact) => approve(asks.about, asks.note, fact)} />
        )}
        {asks.what === "alone" && <ApproveAlone action={asks.about} mutation={approveAlone} close={close} />}
      </>
    ),
  };
}

/** Says why not; silent where it does not arise. */
function refused(permission: Permission): boolean {
  if (permission === true) return false;
  if (permission) toast(permission, { key: "refused" });
  return true;
}
