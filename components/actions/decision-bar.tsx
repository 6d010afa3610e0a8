"use client";

import { AlarmClock, Ban, Check, Forward, LockOpen, MessageCircleQuestionMark, Pencil, RotateCcw, Scale, Undo2, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choice-group";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import type { ActionInFull } from "@/lib/actions/person-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { ReasonDialog } from "./reason-dialog";
import { seenOf } from "./seen";
import { TakesEffect } from "./takes-effect";
import { whyNotEdit, type Reviewing } from "./use-reviewing";

export type DecisionMutations = Record<"cancel" | "release" | "settle" | "retry", Mutation<null>>;

type Props = {
  action: ActionInFull;
  mutations: DecisionMutations;
  /** The payload has been on the screen: until then a press on Approve leads there. */
  seen: boolean;
  approve: (note: string) => void;
  reject: () => void;
  takeBack: () => void;
  reviewing: Reviewing;
  /** Reads the action again. */
  lookAgain: () => void;
  /** A decision is on its way. */
  pending?: boolean;
  className?: string;
};

/** What this person can do to an action now, within reach at the bottom of it. Nothing where nothing is left to do. */
export function DecisionBar({ action, mutations, seen, approve, reject, takeBack, reviewing, lookAgain, pending = false, className }: Props) {
  const { may } = action;
  const [note, setNote] = useState("");
  const shown = [may.approve, may.reject, may.cancel, may.release, may.settle, may.retry, may.rollBack].some((permission) => permission !== null);
  if (!shown) return null;
  return (
    <section aria-label="Your decision" className={cn("@container z-20 border-t border-line bg-surface px-4 py-3 shadow-md print:hidden", className)}>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <div className="mr-auto flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
          {typeof may.approve === "string" && (
            <p className="text-sm text-muted">
              {may.approve} <TextLink href={paths.mayApprove}>What you may approve</TextLink>
            </p>
          )}
          <Status action={action} takeBack={takeBack} lookAgain={lookAgain} pending={pending} />
          <div className="-ml-3 flex flex-wrap items-center empty:hidden @max-xl:-ml-2">
            {may.reject === true && <Short {...reviewing} whyNotEdit={whyNotEdit(action)} />}
            <Others action={action} mutations={mutations} />
          </div>
        </div>
        {may.reject !== null && (
          <Button variant="danger" icon={<X aria-hidden="true" />} disabledReason={may.reject === true ? undefined : may.reject} onClick={reject}>
            Reject…
          </Button>
        )}
        {may.approve !== null && !may.takeBack && (
          <form
            className="flex min-w-0 items-center gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              approve(note);
            }}
          >
            {may.approve === true && !may.alone && (
              <Field label="Note (optional)" hideLabel className="hidden w-48 @2xl:block @3xl:w-64">
                <Input name="note" placeholder="Note (optional)" maxLength={2000} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
              </Field>
            )}
            <Button
              type={seen ? "submit" : "button"}
              onClick={seen ? undefined : () => approve(note)}
              aria-disabled={!seen || undefined}
              variant="primary"
              pending={pending}
              icon={<Check aria-hidden="true" />}
              disabledReason={may.approve === true ? undefined : may.approve}
            >
              {may.approve === true && may.alone ? "Approve alone…" : "Approve"}
            </Button>
          </form>
        )}
      </div>
    </section>
  );
}

/** Icons only where there is little room. */
const WORD = "@max-2xl:sr-only";

function Short({ ask, edit, snooze, assign, whyNotEdit: refused }: Pick<Reviewing, "ask" | "edit" | "snooze" | "assign"> & { whyNotEdit: string | null }) {
  return (
    <>
      <Button variant="ghost" icon={<MessageCircleQuestionMark aria-hidden="true" />} onClick={ask} title="Ask the agent (I)">
        <span className={WORD}>Ask</span>
      </Button>
      {!refused && (
        <Button variant="ghost" icon={<Pencil aria-hidden="true" />} onClick={edit} title="Edit (E)">
          <span className={WORD}>Edit</span>
        </Button>
      )}
      <Button variant="ghost" icon={<AlarmClock aria-hidden="true" />} onClick={snooze} title="Snooze (H)">
        <span className={WORD}>Snooze</span>
      </Button>
      <Button variant="ghost" icon={<Forward aria-hidden="true" />} onClick={assign} title="Assign to somebody else (F)">
        <span className={WORD}>Assign</span>
      </Button>
    </>
  );
}

/** Whose turn it is, where votes were cast already. */
function Status({ action, takeBack, lookAgain, pending = false }: Pick<Props, "action" | "takeBack" | "lookAgain" | "pending">) {
  const votes = action.decisions.filter(({ revision, voided, verdict }) => revision === action.revision && !voided && verdict === "approve");
  if (action.state !== "pending" || votes.length === 0) return null;
  const who = votes.map(({ who: name, mine }) => (mine ? "you" : name)).join(" and ");
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span>
        Approved by {who}
        {action.effectAt ? (
          <>
            {"; "}
            <TakesEffect at={action.effectAt} lookAgain={lookAgain} />
          </>
        ) : (
          ". It waits for more approvals."
        )}
      </span>
      {action.may.takeBack && (
        <Button icon={<Undo2 aria-hidden="true" />} pending={pending} onClick={takeBack}>
          {action.effectAt ? "Undo" : "Take back"}
        </Button>
      )}
    </div>
  );
}

function Others({ action, mutations }: Pick<Props, "action" | "mutations">) {
  const { may } = action;
  const seen = seenOf(action);
  return (
    <>
      {may.cancel !== null && (
        <Gate permission={may.cancel} look={{ variant: "ghost", icon: <Ban aria-hidden="true" /> }} label="Cancel action">
          <ReasonDialog
            trigger={
              <Button variant="ghost" icon={<Ban aria-hidden="true" />} title="Cancel action">
                <span className={WORD}>Cancel action…</span>
              </Button>
            }
            title="Cancel this action"
            description="It will not be executed. Unlike a reject this is no judgement on it; the reason is kept in the history."
            mutation={mutations.cancel}
            seen={seen}
            label="Reason"
            canned={["No longer needed", "Done by hand already", "Proposed twice"]}
            confirm="Cancel it"
            danger
            done="Cancelled"
          />
        </Gate>
      )}
      {may.release !== null && (
        <Gate permission={may.release} look={{ icon: <LockOpen aria-hidden="true" /> }} label="Release">
          <ReasonDialog
            trigger={<Button icon={<LockOpen aria-hidden="true" />}>Release…</Button>}
            title="Release from its block"
            description="It comes before the reviewers as high risk. You cannot vote on what you released."
            mutation={mutations.release}
            seen={seen}
            label="Why it should be looked at after all"
            confirm="Release"
            done="Released: it now waits for a decision"
          />
        </Gate>
      )}
      {may.settle !== null && (
        <Gate permission={may.settle} look={{ variant: "primary", icon: <Scale aria-hidden="true" /> }} label="Settle">
          <ReasonDialog
            trigger={
              <Button variant="primary" icon={<Scale aria-hidden="true" />}>
                Settle…
              </Button>
            }
            title="What became of it?"
            description="Nobody can tell from here whether it took effect. Look at the target, then say what you found."
            mutation={mutations.settle}
            seen={seen}
            label="How you know"
            confirm="Settle"
            done="Settled"
          >
            <RadioGroup
              legend="Outcome"
              name="as"
              id="as"
              required
              choices={[
                { value: "happened", label: "It happened", hint: "Counts as succeeded." },
                { value: "did_not_happen", label: "It did not happen", hint: "Counts as failed, and may be retried." },
                { value: "try_again", label: "Try again", hint: "Executes it once more. Only if you are sure that it did not happen, or that twice does no harm." },
              ]}
            />
          </ReasonDialog>
        </Gate>
      )}
      {may.retry !== null && (
        <Gate permission={may.retry} look={{ icon: <RotateCcw aria-hidden="true" /> }} label="Retry">
          <ReasonDialog
            trigger={<Button icon={<RotateCcw aria-hidden="true" />}>Retry…</Button>}
            title="Propose it again"
            description="The same params as a new revision: classified as policy stands now, and approved anew where that asks for it. You cannot approve what you propose."
            mutation={mutations.retry}
            seen={seen}
            label="Why it should work now"
            confirm="Propose again"
            done="Proposed again"
          />
        </Gate>
      )}
      {may.rollBack !== null && <RollBack action={action} />}
    </>
  );
}

function RollBack({ action }: { action: ActionInFull }) {
  const icon = <Undo2 aria-hidden="true" />;
  return action.may.rollBack === true ? (
    <LinkButton href={paths.rollBack(action.id)} prefetch={false} icon={icon}>
      Roll back…
    </LinkButton>
  ) : (
    <Button icon={icon} disabledReason={action.may.rollBack ?? undefined}>
      Roll back
    </Button>
  );
}

/** The control, or a button that says why there is none. */
function Gate({ permission, look, label, children }: { permission: ActionInFull["may"]["reject"]; look: { variant?: "primary" | "danger" | "ghost"; icon: ReactNode }; label: string; children: ReactNode }) {
  if (permission === true) return children;
  return (
    <Button {...look} disabledReason={permission ?? undefined}>
      {label}
    </Button>
  );
}
