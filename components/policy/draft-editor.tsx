"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RadioGroup } from "@/components/ui/choice-group";
import { CodeBlock } from "@/components/ui/code-block";
import type { Mutation } from "@/lib/next/mutation-state";
import { written } from "@/lib/policy/document-view";
import type { Checked, DraftView, MarkedFault, Policy, Tier, Vocabulary } from "@/lib/policy/loop-view";
import { DefaultsCard } from "./defaults-card";
import { CaseList, FaultList } from "./fault-list";
import { ListsCard } from "./lists-card";
import { OverridesCard } from "./overrides-card";
import { TierCard } from "./tier-card";
import { YamlEditor, type EditorHandle } from "./yaml-editor";
import { draftEditor as says } from "./words-editor";

const TIERS = ["high", "medium", "low"] as const satisfies Tier[];
/** After the last key, before it is kept. */
const PAUSE_MS = 700;

type Saved = Checked & { saves: number; savedAt: string };
type Props = {
  draft: DraftView;
  checked: Checked;
  known: Vocabulary;
  as: "yaml" | "forms";
  save: Mutation<Saved>;
};

/** The draft of the next policy, as YAML and as forms over the same text; every change is kept and looked through. */
export function DraftEditor({ draft, checked: first, known, as, save }: Props) {
  const [view, setView] = useState(as);
  const [text, setText] = useState(draft.text);
  // With the text that was looked through.
  const [checked, setChecked] = useState({ ...first, of: draft.text });
  // What the forms show: the text as last read, with what the forms themselves changed since.
  const [form, setForm] = useState<Policy | null>(first.policy);
  const [state, setState] = useState<"saved" | "typing" | "saving" | { refused: string }>("saved");
  const editor = useRef<EditorHandle>(null);
  const router = useRouter();
  const kept = useRef({ text: draft.text, saves: draft.saves, busy: false });

  const keep = useCallback(
    async (wanted: string) => {
      kept.current.busy = true;
      setState("saving");
      const answer = await save(null, { text: wanted, saves: kept.current.saves });
      kept.current.busy = false;
      if (!answer.ok) return setState({ refused: answer.message });
      // The page around the editor says that there is a draft, and how to give it up.
      if (kept.current.saves === draft.saves && draft.savedAt === null) router.refresh();
      kept.current = { ...kept.current, text: wanted, saves: answer.value.saves };
      setChecked({ ...answer.value, of: wanted });
      setState("saved");
    },
    [save, router, draft.saves, draft.savedAt],
  );
  useEffect(() => {
    if (text === kept.current.text || (typeof state === "object" && state.refused)) return;
    // While one is under way, its answer starts the next.
    const timer = setTimeout(() => !kept.current.busy && void keep(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, state, keep]);

  const write = (next: string) => {
    setText(next);
    setForm(null);
    if (typeof state === "string") setState("typing");
  };
  const shown = form ?? (text === checked.of ? checked.policy : null);
  const fill = (next: Policy) => {
    if (!shown) return;
    setText(written(text, shown, next));
    setForm(next);
    if (typeof state === "string") setState("typing");
  };
  const faultAt = (pointer: string) => checked.faults.find((fault) => fault.pointer === pointer)?.detail;
  const goTo = ({ line, column }: MarkedFault) => {
    setView("yaml");
    // The editor stands there only after it was chosen.
    setTimeout(() => editor.current?.goTo(line, column), 50);
  };
  const mend = ({ line, replace }: MarkedFault) => {
    if (!replace) return;
    const lines = text.split("\n");
    const old = lines[line - 1] ?? "";
    lines[line - 1] = `${old.slice(0, replace.column - 1)}${replace.by}${old.slice(replace.column - 1 + replace.wrong.length)}`;
    write(lines.join("\n"));
  };

  const failing = checked.cases.filter(({ ok }) => !ok).length;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <RadioGroup legend={says.as.title} name="as" inline value={view} onChange={(value) => setView(value as typeof view)} choices={[{ value: "yaml", label: says.as.yaml }, { value: "forms", label: says.as.forms }]} />
        <p role="status" className="flex min-h-7 items-center gap-1.5 text-sm text-muted pointer-coarse:min-h-11">
          {state === "saved" ? (draft.savedAt || text !== draft.text ? says.saved : "") : typeof state === "string" ? says.saving : ""}
          {state === "saved" && (checked.faults.length > 0 ? <Badge tone="danger">{says.faults(checked.faults.length)}</Badge> : <Badge tone="success">{says.noFaults}</Badge>)}
        </p>
      </div>
      {typeof state === "object" && (
        <Alert tone="danger" live title={says.notSaved}>
          {state.refused}
        </Alert>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {view === "yaml" ? (
            <>
              <YamlEditor text={text} change={write} faults={checked.faults} mend={mend} known={known} label={says.yaml.label} handle={editor} />
              <p className="text-xs text-muted">{says.yaml.keys}</p>
            </>
          ) : shown ? (
            <>
              {TIERS.map((tier) => (
                <TierCard
                  key={tier}
                  tier={tier}
                  {...says.tiers[tier]}
                  rules={shown.tiers[tier]}
                  groups={known.groups}
                  faultAt={faultAt}
                  change={(rules) => fill({ ...shown, tiers: { ...shown.tiers, [tier]: rules } as Policy["tiers"] })}
                />
              ))}
              <DefaultsCard draft={shown} change={fill} faultAt={faultAt} />
              <OverridesCard overrides={shown.tools} tools={known.tools.map(({ name }) => name)} change={(tools) => fill({ ...shown, tools })} />
              <ListsCard lists={shown.lists ?? {}} change={(lists) => fill({ ...shown, lists })} faultAt={faultAt} />
            </>
          ) : (
            <Alert tone="warning" title={state === "saved" ? says.noForms.faulty : says.noForms.reading}>
              {says.noForms.body}
            </Alert>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {checked.faults.length > 0 && (
            <Card title={says.faults(checked.faults.length)} description={says.faultsHint} flush>
              <FaultList faults={checked.faults} goTo={goTo} mend={mend} />
            </Card>
          )}
          {checked.cases.length > 0 ? (
            <Card title={says.tests.title} description={failing === 0 ? says.tests.pass(checked.cases.length) : says.tests.fail(failing, checked.cases.length)} flush>
              <CaseList cases={checked.cases} />
            </Card>
          ) : (
            checked.policy && (
              <Card title={says.tests.title} description={says.tests.none}>
                <CodeBlock label={says.tests.title} code={says.tests.example} trusted />
              </Card>
            )
          )}
        </div>
      </div>
    </div>
  );
}
