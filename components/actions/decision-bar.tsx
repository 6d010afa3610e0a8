"use client";

import { AlarmClock, Ban, Check, Forward, LockOpen, MessageCircleQuestionMark, Pencil, RotateCcw, Scale, Undo2, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choice-group";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { ReasonDialog } from "./reason-dialog";
import { seenOf } from "./seen";
import { TakesEffect } from "./takes-effect";
import { whyNotEdit, type Reviewing } from "./use-reviewing";
import { cancel, decide as words, release, retry, settle } from "./words-decide";

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
  const shown = [may.approve, may.reject, may.cancel, may.release, may.settle, may.retry, action.reads ? null : may.rollBack].some((permission) => permission !== null);
  if (!shown) return null;
  const decides = may.reject !== null || may.approve !== null;
  return (
    <section data-bar aria-label={words.title} className={cn("@container z-20 border-t border-line bg-surface px-4 py-3 shadow-md print:hidden", className)}>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <div className={cn("flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden", decides && "mr-auto @max-md:basis-full", typeof may.approve === "string" && "min-w-0 flex-1 basis-48")}>
          {typeof may.approve === "string" && !may.takeBack && (
            <p className="text-sm text-muted">
              {may.approve} <TextLink href={paths.mayApprove}>{words.mayApprove}</TextLink>
            </p>
          )}
          <Status action={action} takeBack={takeBack} lookAgain={lookAgain} pending={pending} />
          {/* A button without an edge begins with its word, not with its padding. */}
          <div className={cn("flex flex-wrap items-center empty:hidden", decides && "-ml-3 @max-xl:-ml-2", !decides && "gap-2")}>
            {may.reject === true && <Short {...reviewing} whyNotEdit={whyNotEdit(action)} />}
            <Others action={action} mutations={mutations} />
          </div>
        </div>
        {may.reject !== null && (
          <Button variant="danger" icon={<X aria-hidden="true" />} disabledReason={may.reject === true ? undefined : may.reject} onClick={reject} className="@max-md:grow @max-md:basis-1/3">
            {words.reject}
          </Button>
        )}
        {may.approve !== null && !may.takeBack && (
          <form
            className="flex min-w-0 items-center gap-2 @max-md:grow @max-md:basis-1/3"
            onSubmit={(event) => {
              event.preventDefault();
              approve(note);
            }}
          >
            {may.approve === true && !may.alone && (
              <Field label={words.note} hideLabel className="hidden w-48 @2xl:block @3xl:w-64">
                <Input name="note" placeholder={words.note} maxLength={2000} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
              </Field>
            )}
            <Button
              type={seen ? "submit" : "button"}
              onClick={seen ? undefined : () => approve(note)}
              aria-disabled={!seen || undefined}
              variant="primary"
              pending={pending}
              icon={<Check aria-hidden="true" />}
              className="@max-md:grow @max-md:basis-1/3"
              disabledReason={may.approve === true ? undefined : may.approve}
            >
              {may.approve === true && may.alone ? words.approveAlone : words.approve}
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
      <Button variant="ghost" icon={<MessageCircleQuestionMark aria-hidden="true" />} onClick={ask} title={words.ask.title}>
        <span className={WORD}>{words.ask.word}</span>
      </Button>
      {!refused && (
        <Button variant="ghost" icon={<Pencil aria-hidden="true" />} onClick={edit} title={words.edit.title}>
          <span className={WORD}>{words.edit.word}</span>
        </Button>
      )}
      <Button variant="ghost" icon={<AlarmClock aria-hidden="true" />} onClick={snooze} title={words.snooze.title}>
        <span className={WORD}>{words.snooze.word}</span>
      </Button>
      <Button variant="ghost" icon={<Forward aria-hidden="true" />} onClick={assign} title={words.assign.title}>
        <span className={WORD}>{words.assign.word}</span>
      </Button>
    </>
  );
}

/** Whose turn it is, where votes were cast already. */
function Status({ action, takeBack, lookAgain, pending = false }: Pick<Props, "action" | "takeBack" | "lookAgain" | "pending">) {
  const votes = action.decisions.filter(({ revision, voided, verdict }) => revision === action.revision && !voided && verdict === "approve");
  if (action.state !== "pending" || votes.length === 0) return null;
  const who = votes.map(({ who: name, mine }) => (mine ? words.you : name));
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span>
        {words.approvedBy(who)}
        {action.effectAt ? (
          <>
            {"; "}
            <TakesEffect at={action.effectAt} lookAgain={lookAgain} />
          </>
        ) : (
          words.waits
        )}
      </span>
      {action.may.takeBack && (
        <Button icon={<Undo2 aria-hidden="true" />} pending={pending} onClick={takeBack}>
          {action.effectAt ? words.undo : words.takeBack}
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
      {may.cancel !== null && (may.cancel === true || typeof may.approve !== "string") && (
        <Gate permission={may.cancel} look={{ variant: "ghost", icon: <Ban aria-hidden="true" /> }} label={cancel.word}>
          <ReasonDialog
            trigger={
              <Button variant="ghost" icon={<Ban aria-hidden="true" />} title={cancel.word}>
                <span className={WORD}>{cancel.begin}</span>
              </Button>
            }
            title={cancel.title}
            description={cancel.description}
            mutation={mutations.cancel}
            seen={seen}
            label={cancel.label}
            canned={cancel.canned}
            confirm={cancel.confirm}
            danger
            done={cancel.done}
          />
        </Gate>
      )}
      {may.release !== null && (
        <Gate permission={may.release} look={{ icon: <LockOpen aria-hidden="true" /> }} label={release.word}>
          <ReasonDialog
            trigger={<Button icon={<LockOpen aria-hidden="true" />}>{release.begin}</Button>}
            title={release.title}
            description={release.description}
            mutation={mutations.release}
            seen={seen}
            label={release.label}
            confirm={release.confirm}
            done={release.done}
          />
        </Gate>
      )}
      {may.settle !== null && (
        <Gate permission={may.settle} look={{ variant: "primary", icon: <Scale aria-hidden="true" /> }} label={settle.word}>
          <ReasonDialog
            trigger={
              <Button variant="primary" icon={<Scale aria-hidden="true" />}>
                {settle.begin}
              </Button>
            }
            title={settle.title}
            description={settle.description}
            mutation={mutations.settle}
            seen={seen}
            label={settle.label}
            confirm={settle.confirm}
            done={settle.done}
          >
            {(state) => (
              <RadioGroup
                legend={settle.as}
                name="as"
                id="as"
                required
                error={faultOf(state, "as")}
                choices={[
                  { value: "happened", ...settle.happened },
                  { value: "did_not_happen", ...settle.didNotHappen },
                  { value: "try_again", ...settle.tryAgain },
                ]}
              />
            )}
          </ReasonDialog>
        </Gate>
      )}
      {may.retry !== null && (
        <Gate permission={may.retry} look={{ icon: <RotateCcw aria-hidden="true" /> }} label={retry.word}>
          <ReasonDialog
            trigger={<Button icon={<RotateCcw aria-hidden="true" />}>{retry.begin}</Button>}
            title={retry.title}
            description={retry.description}
            mutation={mutations.retry}
            seen={seen}
            label={retry.label}
            confirm={retry.confirm}
            done={retry.done}
          />
        </Gate>
      )}
      {may.rollBack !== null && !action.reads && <RollBack action={action} />}
    </>
  );
}

function RollBack({ action }: { action: ActionInFull }) {
  const icon = <Undo2 aria-hidden="true" />;
  return action.may.rollBack === true ? (
    <LinkButton href={paths.rollBack(action.id)} prefetch={false} icon={icon}>
      {words.rollBackBegin}
    </LinkButton>
  ) : (
    <Button icon={icon} disabledReason={action.may.rollBack ?? undefined}>
      {words.rollBack}
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
