import type { ActionState } from "@/lib/actions/states";
import { paths } from "@/lib/paths";
import { button, escaped, header, LIMITS, moment, ours, plain, section, type Block, type Message, type Modal } from "./blocks";
import type { SlackFacts } from "./facts";

/** The ids by which Slack tells which button was pressed. */
export const BUTTON = { approve: "countersign.approve", reject: "countersign.reject", open: "countersign.open" } as const;
export const REASON = { callback: "countersign.reason", block: "countersign.reason.block", input: "countersign.reason.input" } as const;

/** What a button carries: which action the person had before them. It confers no authority. */
export type ButtonValue = { id: string; revision: number; hash: string };

const TIER = { low: "Low", medium: "Medium", high: "High" } as const;

const STATE: Record<ActionState, string> = {
  pending: "waits for a decision",
  blocked: "blocked by policy",
  approved: "approved",
  rejected: "rejected",
  expired: "expired",
  cancelled: "cancelled",
  executing: "being executed",
  succeeded: "executed",
  failed: "failed",
  unknown: "outcome unknown",
  rolled_back: "rolled back",
};

const REVERSIBLE = { reversible: "can be undone", compensable: "can be compensated", irreversible: "cannot be undone" } as const;

/**
 * One action as its channel sees it now. Pure. Whatever comes from an agent stands in plain text, where Slack reads no
 * mention, link or markup; a high action, and one that asks for a proof of who decides, can only be opened.
 */
export function messageOf(action: SlackFacts, publicUrl: string): Message {
  const headline = `${TIER[action.tier]} · ${STATE[action.state]}${action.mode === "test" ? " · test" : action.dryRun ? " · dry run" : ""}`;
  const about = [action.agent, action.tool, REVERSIBLE[action.reversibility], `revision ${action.revision}`].join(" · ");
  return {
    // The agent's name is its admin's; the sentence, which holds the agent's values, is not for notifications.
    text: escaped(`Countersign: ${TIER[action.tier].toLowerCase()} action of ${action.agent}, ${STATE[action.state]}`),
    blocks: [
      header(headline),
      section(action.summary),
      ...(action.reason ? [section(`Why it is here: ${action.reason}`)] : []),
      { type: "context", elements: [plain(about)] },
      ...standing(action),
      { type: "actions", block_id: "countersign.actions", elements: buttons(action, publicUrl) },
    ],
  };
}

/** Where it stands: the clock while it waits, then who, when and what came of it. */
function standing(action: SlackFacts): Block[] {
  const votes = action.votes.map(({ who, verdict, channel, note }) => `${who} ${verdict === "approve" ? "approved" : "rejected"}${channel === "slack" ? " in Slack" : ""}${note ? `: ${note}` : ""}`);
  const lines: Block[] = votes.length > 0 ? [section(votes.join("\n"))] : [];
  if (action.state === "pending") {
    const asked = action.slots.map(({ group, approvals }) => (approvals === 1 ? group : `${approvals} of ${group}`)).join(" and ");
    const elements = [plain(`Asked: ${asked || "nobody"}${action.escalatedTo ? `, and now ${action.escalatedTo}` : ""}`, 300)];
    if (action.effectAt) lines.push({ type: "context", elements: [...elements, ours(`Takes effect ${moment(action.effectAt)} unless it is taken back`)] });
    else lines.push({ type: "context", elements: action.deadlineAt ? [...elements, ours(`Decide by ${moment(action.deadlineAt)}`)] : elements });
    return lines;
  }
  if (action.outcome) lines.push(section(action.outcome));
  const by = action.by && !action.votes.some(({ who }) => who === action.by) ? [plain(`By ${action.by}`, 300)] : [];
  lines.push({ type: "context", elements: [...by, ours(`${STATE[action.state].replace(/^./, (letter) => letter.toUpperCase())} ${moment(action.stateAt)}`)] });
  return lines;
}

function buttons(action: SlackFacts, publicUrl: string) {
  const elsewhere = action.tier === "high" || action.stepUp;
  const open = button(BUTTON.open, elsewhere && action.state === "pending" ? "Open to decide" : "Open", { url: publicUrl + paths.action(action.id) });
  if (action.state !== "pending" || action.effectAt || elsewhere) return [open];
  const value = JSON.stringify({ id: action.id, revision: action.revision, hash: action.payloadHash } satisfies ButtonValue);
  return [button(BUTTON.approve, "Approve", { value, style: "primary" }), button(BUTTON.reject, "Reject…", { value, style: "danger" }), open];
}

const MOST_LISTED = 10;

/** Many actions at once, as one message: how many still wait or need somebody, the first few, and the way to the queue. */
export function groupOf(actions: readonly Pick<SlackFacts, "state" | "tier" | "summary">[], publicUrl: string): Message {
  const waiting = actions.filter(({ state }) => state === "pending");
  const trouble = actions.filter(({ state }) => state === "failed" || state === "unknown");
  const open = [...waiting, ...trouble];
  const listed = open.slice(0, MOST_LISTED).map(({ tier, state, summary }) => `${TIER[tier]}${state === "pending" ? "" : `, ${STATE[state]}`}: ${summary}`);
  const rest = open.length - listed.length;
  const counts = [
    ...(waiting.length > 0 ? [`${waiting.length === 1 ? "1 action waits" : `${waiting.length} actions wait`} for a decision`] : []),
    ...(trouble.length > 0 ? [`${trouble.length} ${trouble.length === 1 ? "needs" : "need"} somebody`] : []),
  ];
  const headline = counts.length > 0 ? counts.join("; ") : `All ${actions.length} are decided`;
  return {
    text: `Countersign: ${headline}`,
    blocks: [
      header(headline),
      ...listed.map(section),
      { type: "context", elements: [plain(`${rest > 0 ? `and ${rest} more; ` : ""}${actions.length} came at once, so they share this message`)] },
      { type: "actions", block_id: "countersign.actions", elements: [button(BUTTON.open, "Open the queue", { url: publicUrl + paths.queue })] },
    ],
  };
}

/** What stands where somebody was told of actions who may see none any more. */
export function closed(): Message {
  const words = "This is no longer shown to you: your account was deactivated";
  return { text: `Countersign: ${words}`, blocks: [section(words)] };
}

/** Why somebody is to look again. */
export type Note = "reminder" | "escalated" | "answered" | "decided" | "trouble";

/** What is said in the thread of a message; with the sentence where the message is about many. */
export function threadNote(kind: Note, action: SlackFacts, grouped = false): Message {
  const words: Record<Note, string> = {
    reminder: "This still waits for a decision",
    escalated: `Nobody decided in time: ${action.escalatedTo ?? "the next group"} is asked too`,
    answered: `${action.agent} has answered your question. Open the action to read it`,
    decided: `${STATE[action.state].replace(/^./, (letter) => letter.toUpperCase())}${action.by ? ` by ${action.by}` : ""}: nothing is left to do for you`,
    trouble: action.state === "unknown" ? "Nobody knows whether this took effect. Somebody has to find out and settle it" : "This failed for good. Somebody has to look at it",
  };
  const clock = action.state === "pending" && action.deadlineAt ? [{ type: "context" as const, elements: [ours(`Decide by ${moment(action.deadlineAt)}`)] }] : [];
  return { text: escaped(`Countersign: ${words[kind]}`), blocks: [...(grouped ? [section(action.summary)] : []), section(words[kind]), ...clock] };
}

/** The same in the thread of a message about many, said once for all of them. */
export function groupNote(kind: "reminder" | "escalated", waiting: number, escalatedTo: string | null): Message {
  const many = waiting === 1 ? "1 of these still waits" : `${waiting} of these still wait`;
  const words = kind === "reminder" ? `${many} for a decision` : `${many}; nobody decided in time, so ${escalatedTo ?? "the next group"} is asked too`;
  return { text: escaped(`Countersign: ${words}`), blocks: [section(words)] };
}

/** The form that asks why, before anything is decided. What it carries is checked again when it comes back. */
export function reasonModal(value: ButtonValue & { channel: string; ts?: string }): Modal {
  const metadata = JSON.stringify(value);
  if (metadata.length > LIMITS.metadata) throw new Error("a modal's metadata is longer than Slack allows");
  return {
    type: "modal",
    callback_id: REASON.callback,
    title: plain("Reject this action", LIMITS.title),
    submit: plain("Reject", LIMITS.title),
    close: plain("Cancel", LIMITS.title),
    private_metadata: metadata,
    blocks: [
      {
        type: "input",
        block_id: REASON.block,
        label: plain("Why? The agent is told."),
        element: { type: "plain_text_input", action_id: REASON.input, multiline: true, min_length: 1, max_length: 2_000, focus_on_load: true },
      },
    ],
  };
}

/** Something that only the person who clicked sees. */
export function privateNote(words: string, link?: { label: string; url: string }): Message {
  const blocks: Block[] = [section(words)];
  if (link) blocks.push({ type: "actions", block_id: "countersign.note", elements: [button(BUTTON.open, link.label, { url: link.url })] });
  return { text: "Countersign has a note for you", blocks };
}
