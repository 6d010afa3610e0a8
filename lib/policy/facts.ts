import { boundsOf } from "@/lib/signals/amounts";
import { asksFor, referencesFit, titlesFit } from "@/lib/signals/asked";
import { wordsOf } from "@/lib/signals/destinations";
import { originsOf, type Item } from "@/lib/signals/provenance";
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
  return { signals: hidden(signals, action.sensitive ?? []), facts: () => (facts ??= new Facts(action, policy, given, examined, signals) as unknown as Record<string, unknown>) };
}

/** What conditions read. Each fact is worked out when a condition first reads it, and kept: hundreds of rules ask again. */
class Facts {
  readonly #action: ActionFacts;
  readonly #policy: PublishedPolicy;
  readonly #given: Look;
  readonly #examined: Examined;
  readonly #found: Signal[];
  #tool: unknown;
  #agent: unknown;
  #history: unknown;
  #origins: readonly Item[] | undefined;
  #destinations: unknown;
  #amounts: unknown;
  #signals: unknown;
  #intent: unknown;
  constructor(action: ActionFacts, policy: PublishedPolicy, given: Look, examined: Examined, found: Signal[]) {
    this.#action = action;
    this.#policy = policy;
    this.#given = given;
    this.#examined = examined;
    this.#found = found;
  }
  get tool() {
    const { tool, toolName } = this.#action;
    return (this.#tool ??= { name: toolName, access: tool?.access ?? "unregistered", reversibility: tool?.reversibility ?? "irreversible" });
  }
  get params() {
    return this.#action.params;
  }
  get agent() {
    return (this.#agent ??= { name: this.#action.agent.name, autonomy: this.#action.agent.autonomy });
  }
  get mode() {
    return this.#action.mode;
  }
  get confidence() {
    return this.#action.confidence;
  }
  get cost() {
    return this.#action.cost ?? {};
  }
  get lists() {
    return this.#policy.lists ?? {};
  }
  get history() {
    return (this.#history ??= { ...this.#given.history });
  }
  get origins(): readonly Item[] {
    return (this.#origins ??= originsOf(this.#given, this.#examined).slice(0, LIMITS.items));
  }
  get destinations() {
    return (this.#destinations ??= this.#examined.destinations.slice(0, LIMITS.items));
  }
  get amounts() {
    return (this.#amounts ??= boundsOf(this.#examined.params));
  }
  get signals() {
    return (this.#signals ??= this.#found.map(({ detector, kind = "", severity, pointer }) => ({ detector, kind, severity, pointer })));
  }
  get intent() {
    return (this.#intent ??= intentOf(this.#action, this.#examined, () => this.origins));
  }
}

/** How the call compares with what the person asked for. Without an attested instruction nothing was asked for or stated. */
function intentOf(action: ActionFacts, examined: Examined, origins: () => readonly Item[]): Record<string, unknown> {
  const instruction = action.context?.instruction ?? "";
  const attested = action.attested === true && instruction.trim() !== "";
  const asks = () => (attested ? asksFor(instruction, action.toolName) : { verb: false, thing: false });
  const stated = (kind: Item["kind"]) => origins().every((item) => item.kind !== kind || (attested && item.origin === "instruction"));
  return {
    attested,
    get asked() {
      return asks().verb;
    },
    get thing() {
      return asks().thing;
    },
    get titles_fit() {
      return attested && titlesFit(instruction, examined);
    },
    get destinations_stated() {
      return stated("destination");
    },
    get links_stated() {
      return stated("link");
    },
    get amounts_stated() {
      return stated("amount");
    },
    get identifiers_stated() {
      return stated("identifier");
    },
    get contacts_stated() {
      return stated("contact");
    },
    /** No id is another than the one the person gave. */
    get references_fit() {
      return attested && referencesFit(instruction, action.toolName, origins());
    },
    /** Something that the person named by its name or its id. */
    get named() {
      return attested && origins().some(({ kind, origin }) => (kind === "identifier" || kind === "reference") && origin === "instruction");
    },
    credentials: isCredential(action.toolName) || examined.params.some(({ field }) => isCredential(field)),
  };
}

const isCredential = (name: string): boolean => wordsOf(name).some((word) => CREDENTIAL.has(word));

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
