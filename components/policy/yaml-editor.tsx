"use client";

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import type { MarkedFault, Vocabulary } from "@/lib/policy/loop-view";
import { offersAt } from "./completion";

export type EditorHandle = { goTo: (line: number, column: number) => void };

type Props = { text: string; change?: (text: string) => void; faults?: readonly MarkedFault[]; mend?: (fault: MarkedFault) => void; known?: Vocabulary; label: string; handle?: Ref<EditorHandle> };

const LOOKS = EditorView.theme({
  "&": { fontSize: "0.8125rem", backgroundColor: "var(--surface)", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono, ui-monospace, monospace)", lineHeight: "1.35rem", minHeight: "20rem", maxHeight: "min(68vh, 46rem)", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 55%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "6px", overflow: "hidden", boxShadow: "var(--shadow-2)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.8", fontStyle: "normal", marginLeft: "1em" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--danger-ink)" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--sunken)", borderColor: "var(--line)", color: "var(--muted)" },
});
const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent-ink)" },
  { tag: tags.string, color: "var(--success-ink)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--notice-ink)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);

// Text that came from outside is not told back as typed.
const given = Annotation.define<true>();

/** YAML with completion, and faults marked where they are. Without `change` it is only read. */
export function YamlEditor({ text, change, faults = [], mend, known, label, handle }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const now = useRef({ change, known, mend });
  const first = useRef(text);
  const readOnly = change === undefined;
  useEffect(() => {
    now.current = { change, known, mend };
  });
  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          lineNumbers(), foldGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(), yaml(), lintGutter(),
          syntaxHighlighting(COLOURS), LOOKS, EditorView.lineWrapping, EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0", ...(readOnly && { "aria-readonly": "true" }) }),
          autocompletion({
            activateOnTyping: true,
            override: [({ state, pos, explicit }) => {
              const offer = now.current.known && offersAt(state.doc.toString(), pos, now.current.known);
              return offer && (explicit || offer.from < pos || /[.[:]\s?$/.test(state.sliceDoc(Math.max(0, pos - 2), pos))) ? { ...offer, validFor: /^[\w*-]*$/ } : null;
            }],
          }),
          // Escape, then Tab, leaves the editor: nobody is trapped in it.
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((one) => one.annotation(given))) now.current.change?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, readOnly]);
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== text) {
      const at = Math.min(editor.state.selection.main.head, text.length);
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, selection: { anchor: at }, annotations: given.of(true) });
    }
  }, [text]);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(setDiagnostics(editor.state, faults.map((fault) => diagnosticOf(editor.state, fault, () => now.current.mend?.(fault)))));
  }, [faults]);
  useImperativeHandle(handle, () => ({
    goTo: (line, column) => {
      const editor = view.current;
      if (!editor) return;
      const anchor = offsetOf(editor.state, line, column);
      editor.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      editor.focus();
    },
  }));
  return <div ref={place} className="min-w-0 overflow-hidden rounded-md border border-edge focus-within:border-accent-ink focus-within:ring-1 focus-within:ring-accent-ink" />;
}

function offsetOf(state: EditorState, line: number, column: number): number {
  const found = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  return Math.min(found.from + Math.max(0, column - 1), found.to);
}

function diagnosticOf(state: EditorState, fault: MarkedFault, apply: () => void): Diagnostic {
  const from = offsetOf(state, fault.line, fault.column);
  const rest = state.doc.lineAt(from);
  const word = /^[^\s,\]})]+/.exec(state.sliceDoc(from, rest.to))?.[0].length ?? 0;
  return { from, to: Math.max(from, Math.min(from + word, rest.to)), severity: "error", message: `${fault.detail}\n${fault.fix}`, ...(fault.replace && { actions: [{ name: fault.fix, apply }] }) };
}
