import type { Access } from "@/lib/policy/types";
import { wordsOf } from "@/lib/signals/destinations";

const set = (words: string) => new Set(words.split(" "));
const READ = set(
  "get list read search find fetch retrieve query describe show view count lookup check explain browse download calculate compute validate aggregate diff compare inspect analyze analyse summarize summarise " +
    "wait ping snapshot screenshot examine look scan preview estimate verify test status logs log history schema stats info details size version messages requests request context resources print tail watch monitor open locate discover identify trace disconnect help think sum env whoami",
);
// Nouns as often as verbs: they say "read" only when no verb speaks.
const READ_NOUNS = set("status logs log history schema stats info details size version messages requests request context resources env sum test trace open image message look");
const DRAFT = set("draft drafts compose prepare");
const WRITE = set(
  "create add update set send post push put patch write edit append insert upload save move rename copy merge fork star unstar assign unassign mark submit reply comment share invite schedule reschedule book reserve pay transfer refund " +
    "click type press hover navigate fill select drag drop start stop run rerun execute trigger enable disable deploy restart install upgrade close resize emulate evaluate modify change sync import restore approve reject cancel connect reconnect " +
    "return exchange publish unpublish order buy purchase sell charge subscribe unsubscribe follow unfollow react pin unpin archive unarchive lock unlock grant configure apply scale register login logout sign send notify email call dial message new make build generate convert attach link join leave kick " +
    "ban block unblock mute promote demote handle manage rollout rotate renew replace request reopen resolve complete finish increase decrease wire withdraw deposit donate checkout place record store forward broadcast tweet dispatch launch switch toggle use rate vote like " +
    "upsert unlink transition escalate snooze acknowledge ack provision allocate release rollback revert undo redo invoke clone commit rebase tag untag label annotate flag unflag respond redeem settle index reindex ingest seed populate " +
    "trigger pause resume suspend activate deactivate impersonate delegate hire onboard offboard reassign reorder swap lend borrow rent bid claim accept decline confirm sync push pull hang dismiss report log_in implement fix patch hide unhide",
);
const DESTRUCTIVE = set("delete remove drop destroy purge truncate erase wipe uninstall kill terminate revoke clear prune evict drain format flush deregister unset expunge annihilate reset overwrite unsafe");
const HUNGRY = set("get list read search find fetch retrieve query describe show view count lookup check explain browse calculate compute validate compare inspect analyze analyse summarize summarise wait examine preview estimate verify aggregate download locate discover");

/** What a tool may do, from its name's verb, and its description where the name has none. Unknown is a write. */
export function accessOf(name: string, description: string): { access: Access; because: string } {
  const words = wordsOf(name);
  const first = words.find((word) => READ.has(word) || WRITE.has(word) || DESTRUCTIVE.has(word) || DRAFT.has(word));
  const said = (access: Access, word: string) => ({ access, because: `Its name says “${word}”` });

  // A verb that asks for something makes the rest its object: `list_starred_repositories` stars nothing.
  const asking = words.findIndex((word) => HUNGRY.has(word));
  const leading = first !== undefined && words.indexOf(first) === asking && asking <= 1;
  const joined = words.some((word, index) => (word === "or" || word === "and") && (WRITE.has(words[index + 1] ?? "") || DESTRUCTIVE.has(words[index + 1] ?? "")));
  if (leading && !joined) return raisedBy(description, said("read", first));

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
  if (reading) return raisedBy(description, said("read", reading));

  const opening = wordsOf(description.slice(0, 200)).slice(0, 12);
  const opener = opening.map((word) => word.replace(/(?<=[a-z]{3})(?:es|s)$/, "")).find((word, index) => index < 4 && (READ.has(word) || READ.has(opening[index]!)));
  const changing = opening.some((word) => WRITE.has(word) || DESTRUCTIVE.has(word) || DESTRUCTIVE.has(word.replace(/s$/, "")) || WRITE.has(word.replace(/s$/, "")));
  if (opener && !changing) return raisedBy(description, { access: "read", because: `Its description starts with “${opener}”` });
  return { access: "write", because: "Nothing says that it only reads" };
}

const OVERWRITES = /\b(?:overwrit(?:e|es|ing)|permanently|irreversibl[ey]|delet(?:e|es|ing)|remov(?:e|es|ing) (?:all|the|a|an|every)|destroy|cannot be undone|destructive|unsafe)\b/i;
// A read by name whose description names a change of its own.
const ALSO_CHANGES = /\b(?:can also|also|and|or|will) (?:create|update|set|delete|modify|write|change|remove|add|switch|save)s?\b(?! (?:to|for) (?:your|the) (?:context|conversation))/i;
// What is changed on the way, in the passive: "are marked as read after this call". Not what was so before ("that are …").
const ON_THE_WAY = /(?<!that |which |who )\b(?:are|is|will be|gets?) (?:then |automatically )?(?:marked|saved to|written to|removed from|moved to)\b/i;
const SHOULD_CHANGE = /\b(?:implement|apply|make|perform) (?:the |any |all |appropriate |suggested |necessary |required |these ){0,3}(?:fix(?:es)?|changes|updates|edits|corrections)\b/i;
const MUST_RUN = /\b(?:executes? (?:arbitrary|any)|runs? (?:arbitrary|any)|arbitrary (?:sql|code|commands?))\b/i;

function raisedBy(description: string, found: { access: Access; because: string }): { access: Access; because: string } {
  const start = description.slice(0, 300).split(/\n\s*\n/)[0]!;
  if (MUST_RUN.test(start)) return { access: "write", because: "Its description says that it runs what it is given" };
  if (ON_THE_WAY.test(start)) return { access: "write", because: "Its description says that it changes something on the way" };
  return ALSO_CHANGES.test(start) || SHOULD_CHANGE.test(start) ? { access: "write", because: "Its description says that it changes something too" } : found;
}
