"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/actions/confirm-dialog";
import { asksPassword } from "@/components/actions/proved";
import { RejectDialog } from "@/components/actions/reject-dialog";
import { readDifferences, sendDecisions, sendWithdrawal, withLocalTime, type Compared, type Trouble } from "@/components/actions/requests";
import { CONFIRM } from "@/components/actions/words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { QueueLine } from "@/lib/actions/shown/person-view";
import { DifferingFields } from "./differing-fields";
import type { Readings } from "./in-full";
import { shownOf } from "./rows";
import { useRows, type RowsStore } from "./rows-store";
import { together as words } from "./words";

/** The server decides no more at once; what is more is not looked at. */
const MOST = 25;

type Props = { store: RowsStore; readings: Readings };

/**
 * What was selected, decided together: only what is alike, never high, and only after the table of what differs has been
 * on screen. Each is a decision of its own, bound to what that table showed.
 */
export function Together({ store, readings }: Props) {
  const { dispatch } = store;
  const ids = useRows(store, (rows) => rows.chosen);
  const chosen = useRows(store, shownOf).filter(({ id }) => ids.has(id));
  const [compared, setCompared] = useState<Compared | null>(null);
  const [step, setStep] = useState<"closed" | "reading" | "look" | "password" | "reject">("closed");
  const choosing = useRows(store, (rows) => rows.choosing);
  const unlike = whyNot(chosen);

  const look = () => {
    setStep("reading");
    readDifferences(chosen.map(({ id }) => id)).then(
      (found) => {
        setCompared(found);
        setStep("look");
      },
      (error: Trouble) => {
        setStep("closed");
        toast(error.message, { tone: "danger", key: "together" });
      },
    );
  };
  const decide = (verdict: "approve" | "reject", note = "") => {
    const { rows } = compared!;
    setStep("closed");
    dispatch({ type: "away", ids: rows.map(({ id }) => id) });
    sendDecisions(rows, verdict, note).then(
      ({ decided }) => {
        const done = decided.filter((one) => one.ok);
        for (const one of decided) if (!one.ok) dispatch({ type: "back", id: one.id, note: withLocalTime(one.message) });
        const takeBack = async () => {
          for (const one of done) {
            await sendWithdrawal(one).then(() => dispatch({ type: "back", id: one.id }), (error: Trouble) => toast(error.message, { tone: "danger" }));
            readings.changed(one.id);
          }
        };
        const until = Math.min(...done.map(({ effectAt }) => (effectAt ? Date.parse(effectAt) : 0)));
        const seconds = (until - Date.now()) / 1_000;
        const told = (verdict === "approve" ? words.approved : words.rejected)(done.length, decided.length - done.length);
        if (verdict === "approve" && done.length > 0 && seconds > 1) toast(told, { tone: "success", key: "together", seconds, action: { label: words.undo, onPress: () => void takeBack() } });
        else toast(told, { key: "together", tone: done.length < decided.length ? "danger" : "success" });
      },
      (error: Trouble) => {
        for (const { id } of rows) dispatch({ type: "back", id, note: error.message });
        toast(error.message, { tone: "danger", key: "together" });
      },
    );
  };

  if (chosen.length === 0 && !choosing && step === "closed") return null;
  return (
    <section aria-label={words.title} className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-2 shadow-sm">
      <span className="text-sm font-medium tabular-nums">{words.selected(chosen.length)}</span>
      <Button size="small" className="ml-auto" onClick={() => dispatch({ type: "choose-none" })}>
        {choosing ? words.cancel : words.clear}
      </Button>
      <Button size="small" variant="primary" pending={step === "reading"} disabled={unlike !== null || chosen.length === 0} onClick={look}>
        {words.begin}
      </Button>
      {chosen.length === 0 && <p className="w-full text-xs text-muted">{words.press}</p>}
      {unlike && <p className="w-full text-xs text-muted">{unlike}</p>}
      <Dialog
        wide
        open={step === "look"}
        onOpenChange={(open) => !open && setStep("closed")}
        title={words.dialog(compared?.rows.length ?? 0)}
        description={words.description}
        footer={
          <>
            <Button variant="danger" onClick={() => setStep("reject")}>
              {words.reject}
            </Button>
            <Button variant="primary" onClick={() => (asksPassword(compared?.stepUp ?? null) ? setStep("password") : decide("approve"))}>
              {words.approve(compared?.rows.length ?? 0)}
            </Button>
          </>
        }
      >
        {compared && compared.more > 0 && <Alert tone="warning">{words.more(compared.more)}</Alert>}
        {compared && <DifferingFields compared={compared} />}
      </Dialog>
      {step === "password" && <ConfirmDialog fact={null} password summary={CONFIRM.together} close={() => setStep("look")} approve={() => decide("approve")} />}
      <RejectDialog open={step === "reject"} close={() => setStep("look")} about={words.about(compared?.rows.length ?? 0)} reject={(note) => decide("reject", note)} />
    </section>
  );
}

/** Why these are not decided together, if they are not. The server checks again. */
function whyNot(chosen: readonly QueueLine[]): string | null {
  if (chosen.length > MOST) return words.whyNot.tooMany(MOST);
  if (chosen.some(({ state }) => state !== "pending")) return words.whyNot.decided;
  if (chosen.some(({ tier }) => tier === "high")) return words.whyNot.high;
  if (new Set(chosen.map(({ tool, mode }) => `${mode} ${tool}`)).size > 1) return words.whyNot.unlike;
  if (chosen.length === 1) return words.whyNot.alone;
  return null;
}
