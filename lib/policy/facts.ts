import { amountsIn } from "@/lib/signals/amounts";
import { wordsOf } from "@/lib/signals/destinations";
import { asksFor, originsOf, titlesFit, type Item } from "@/lib/signals/provenance";
import { detect } from "@/lib/signals/registry";
import { type Examined, type Look, NO_HISTORY, type Signal } from "@/lib/signals/types";
import { LIMITS } from "./condition";
import type { ActionFacts, PublishedPolicy } from "./types";

const CREDENTIAL = new Set("password passwd passphrase secret token credential credentials pin otp mfa apikey".split(" "));

export type Seen = { signals: Signal[]; facts: () => Record<string, unknown> };

/** Runs the detectors and lays out what conditions may read; the layout is built only when a condition asks. */
export function look(action: ActionFacts, policy: PublishedPolicy): Seen {
  const hosts = policy.lists?.allowed_hosts ?? null;
  const given: Look = {
    params: action.params,
    ...(action.reasoning !== undefined && { reasoning: action.reasoning }),
    ...(action.context?.instruction !== undefined && { instruction: action.context.instruction }),
    sources: action.context?.sources ?? [],
    confidence: action.confidence,
    history: action.history ?? NO_HISTORY,
    hosts: hosts && [...hosts, ...(policy.lists?.our_domains ?? [])].map(String),
    confidenceFloor: policy.confidence_floor ?? 0.5,
  };
  const { signals, examined } = detect(given);
  let facts: Record<string, unknown> | undefined;
  return { signals: hidden(signals, action.sensitive ?? []), facts: () => (facts ??= layOut(action, policy, given, examined, signals)) };
}

function layOut(action: ActionFacts, policy: PublishedPolicy, given: Look, examined: Examined, signals: Signal[]): Record<string, unknown> {
  const origins = originsOf(given, examined).slice(0, LIMITS.items);
  return {
    tool: { name: action.toolName, access: action.tool?.access ?? "unregistered", reversibility: action.tool?.reversibility ?? "irreversible" },
    params: action.params,
    agent: { name: action.agent.name, autonomy: action.agent.autonomy },
    mode: action.mode,
    intent: intentOf(action, examined, origins),
    origins,
    confidence: action.confidence,
    cost: action.cost ?? {},
    destinations: examined.destinations.slice(0, LIMITS.items),
    amounts: amountsIn(examined.params).map(({ amount }) => amount),
    signals: signals.map(({ detector, kind = "", severity, pointer }) => ({ detector, kind, severity, pointer })),
    lists: policy.lists ?? {},
    history: { ...given.history },
  };
}

/** How the call compares with what the person asked for. All false without an attested instruction. */
function intentOf(action: ActionFacts, examined: Examined, origins: readonly Item[]): Record<string, unknown> {
  const instruction = action.context?.instruction ?? "";
  const attested = action.attested === true && instruction.trim() !== "";
  const asked = attested ? asksFor(instruction, action.toolName) : { verb: false, thing: false };
  const stated = (kind: Item["kind"]) => origins.every((item) => item.kind !== kind || item.origin === "instruction");
  return {
    attested,
    asked: asked.verb,
    thing: asked.thing,
    titles_fit: attested && titlesFit(instruction, examined),
    destinations_stated: stated("destination"),
    links_stated: stated("link"),
    amounts_stated: stated("amount"),
    identifiers_stated: stated("identifier"),
    contacts_stated: stated("contact"),
    credentials: examined.params.some(({ field }) => wordsOf(field).some((word) => CREDENTIAL.has(word))) || wordsOf(action.toolName).some((word) => CREDENTIAL.has(word)),
  };
}

/** I10: no excerpt of a field that is marked sensitive. */
function hidden(signals: Signal[], sensitive: readonly string[]): Signal[] {
  if (sensitive.length === 0) return signals;
  return signals.map((signal) => (sensitive.some((pointer) => covers(pointer, signal.pointer.replace(/^\/params/, ""))) ? { ...signal, excerpt: "(in a sensitive field)" } : signal));
}

/** Whether a pointer, with `*` for any element, names this place or what it stands in. */
export function covers(pointer: string, place: string): boolean {
  const wanted = pointer.split("/");
  const parts = place.split("/");
  return wanted.length <= parts.length && wanted.every((part, index) => part === "*" || part === parts[index]);
}
