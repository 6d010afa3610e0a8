import type { Access } from "@/lib/policy/types";
import { wordsOf } from "@/lib/signals/destinations";
import { DESTRUCTIVE, DRAFT, FACTS, HUNGRY, READ, READ_NOUNS, set, THINGS, UNSURE, WRITE } from "./import-verbs";

export type Guess = { access: Access; because: string };

/** What a tool may do: from its name's verb, from its description where that says more, and from its schema. Unknown is a write. */
export function accessOf(name: string, description: string, schema?: unknown): Guess {
  const found = named(wordsOf(name), description);
  return found.access === "read" ? raised(found, description, schema) : found;
}

const said = (access: Access, word: string): Guess => ({ access, because: `Its name says “${word}”` });

function named(words: readonly string[], description: string): Guess {
  const first = words.find((word) => READ.has(word) || WRITE.has(word) || DESTRUCTIVE.has(word) || DRAFT.has(word));
  const place = words.indexOf(first ?? "");
  if (first && PHRASAL.has(first) && PARTICLES.has(words[place + 1] ?? "")) return said("write", `${first} ${words[place + 1]}`);

  // A verb that asks for something makes the rest its object: `list_starred_repositories` stars nothing.
  const joined = words.some((word, index) => (word === "or" || word === "and") && (WRITE.has(words[index + 1] ?? "") || DESTRUCTIVE.has(words[index + 1] ?? "")));
  if (first && HUNGRY.has(first) && !joined) return UNSURE.has(first) ? surely(first, description) : said("read", first);
  if (first && THINGS.has(first) && FACTS.has(words.at(-1)!) && place < words.length - 1) return said("read", words.at(-1)!);

  const destroying = words.find((word) => DESTRUCTIVE.has(word));
  if (destroying) return said("destructive", destroying);
  const writing = words.find((word, index) => WRITE.has(word) && !(index > 0 && READ_NOUNS.has(word)));
  if (writing && !(DRAFT.has(words[0]!) || (first && DRAFT.has(first)))) {
    const overwriting = OVERWRITES.test(description.slice(0, 600));
    return overwriting ? { access: "destructive", because: "Its description says that it overwrites or removes" } : said("write", writing);
  }
  const drafting = words.find((word) => DRAFT.has(word));
  if (drafting) return said("draft", drafting);
  const reading = words.find((word) => READ.has(word));
  if (reading) return UNSURE.has(reading) ? surely(reading, description) : said("read", reading);
  const opener = readerIn(description);
  return opener ? { access: "read", because: `Its description starts with “${opener}”` } : { access: "write", because: "Nothing says that it only reads" };
}

/** A verb that reads or changes, as its description has it. */
function surely(word: string, description: string): Guess {
  return readerIn(description) || READ_ONLY.test(description.slice(0, 300)) ? said("read", word) : { access: "write", because: `Its name says “${word}”, and nothing says that it only reads` };
}

/** The word with which a description opens as that of a read; nothing when it speaks of a change, too. */
function readerIn(description: string): string | undefined {
  const opening = wordsOf(description.replace(LEAD, "").slice(0, 200)).slice(0, 12);
  const changes = (at: number) => basesOf(opening[at] ?? "").some((form) => (WRITE.has(form) && form !== "return") || DESTRUCTIVE.has(form));
  const asking = opening.slice(0, 4).findIndex((word) => basesOf(word).some((form) => !UNSURE.has(form) && (form === "return" || READ.has(form))));
  if (asking < 0) return undefined;
  // As in a name: what a first verb asks for is its object, whatever it is called.
  const objects = asking === 0 && basesOf(opening[0]!).some((form) => HUNGRY.has(form) || form === "return");
  const changing = opening.some((_, at) => changes(at) && (!objects || ["and", "or", "then", "also"].includes(opening[at - 1] ?? "")));
  return changing ? undefined : opening[asking];
}

/** `creates`, `pushes` and `copies` as the verbs they are forms of. */
const basesOf = (word: string): string[] => [word, ...(word.endsWith("s") ? [word.slice(0, -1)] : []), ...(word.endsWith("es") ? [word.slice(0, -2)] : []), ...(word.endsWith("ies") ? [`${word.slice(0, -3)}y`] : [])];

const PHRASAL = set("check log sign opt clock hand turn switch");
const PARTICLES = set("in out on off up over");
const READ_ONLY = /\bread[- ]only\b|\bselect (?:query|queries|statements?)\b/i;
const OVERWRITES = /\b(?:overwrit(?:e|es|ing)|permanently|irreversibl[ey]|delet(?:e|es|ing)|remov(?:e|es|ing) (?:all|the|a|an|every)|destroy|cannot be undone|destructive|unsafe)\b/i;

// What the description of a read says of changes, each with what an admin is told of it.
const CHANGES: readonly [RegExp, string][] = [
  [/\b(?:executes? (?:arbitrary|any)|runs? (?:arbitrary|any)|arbitrary (?:sql|code|commands?))\b|\b(?:runs?|executes?|sends?) [^.]{0,30}\b(?:sql|statements?|mutations?|code|scripts?|commands?)\b/i, "runs what it is given"],
  // In the passive: "are marked as read after this call". Not what was so before ("that are …").
  [/(?<!that |which |who )\b(?:are|is|will be|gets?) (?:then |automatically )?(?:marked|saved to|written to|removed from|moved to)\b/i, "changes something on the way"],
  [/\b(?:can also|also|and|or|will) (?:create|update|set|delete|modify|write|change|remove|add|switch|save)s?\b(?! (?:to|for) (?:your|the) (?:context|conversation))/i, "changes something too"],
];
// An order to whoever reads the answer: it may stand anywhere.
const ORDERS = /\b(?:implement|apply|make|perform) (?:the |any |all |appropriate |suggested |necessary |required |these ){0,3}(?:fix(?:es)?|changes|updates|edits|corrections)\b/i;
const LEAD = /^\s*(?:[\w .-]{1,24} [|:–] )?(?:(?:this|the|a) (?:tool|function|method|endpoint|operation|command)(?: will| can| is used to| that| to)?|use(?:d| this(?: tool)?) (?:to|for)|tool (?:to|for|that)|allows? (?:you |users? |the user )?to|lets? you|will) /i;
// As the first word of a description they say little: "Executes a search", "Generates a report", "Orders of a customer".
const VAGUE = set("return execute run generate make build use call select request report connect navigate order book record message test issue evaluate apply change note image store convert");
const AFTER_NOUN = set("of for in that with by from on and or is are as");

function raised(found: Guess, description: string, schema: unknown): Guess {
  const start = description.slice(0, 300).split(/\n\s*\n/)[0]!;
  const raise = (why: string): Guess => ({ access: "write", because: why });
  if (!READ_ONLY.test(start)) {
    for (const [pattern, what] of CHANGES) if (pattern.test(start)) return raise(`Its description says that it ${what}`);
  }
  if (ORDERS.test(description.slice(0, 1_500))) return raise("Its description tells the agent to change something");
  const [verb = "", next = ""] = wordsOf(description.replace(LEAD, "").slice(0, 80));
  const deed = basesOf(verb).find((form) => (WRITE.has(form) || DESTRUCTIVE.has(form)) && !VAGUE.has(form));
  if (deed && !AFTER_NOUN.has(next)) return raise(`Its description starts with “${verb}”`);
  const choice = choiceIn(schema);
  return choice ? raise(`It can be told to “${choice}”`) : found;
}

/** A change among the operations that a param lets the agent choose from. */
function choiceIn(schema: unknown): string | undefined {
  const { properties } = (schema ?? {}) as { properties?: Record<string, { enum?: unknown }> };
  for (const [field, of] of Object.entries(properties ?? {})) {
    if (!CHOOSERS.has(wordsOf(field).at(-1) ?? "") || !Array.isArray(of?.enum)) continue;
    const found = of.enum.find((value) => typeof value === "string" && wordsOf(value).slice(0, 1).some((word) => (WRITE.has(word) && !READ_NOUNS.has(word)) || DESTRUCTIVE.has(word)));
    if (found) return String(found);
  }
  return undefined;
}
const CHOOSERS = set("operation action command method verb");
