// The verbs of tools, and what each says of what the tool may do.
export const set = (words: string) => new Set(words.split(" "));
export const READ = set(
  "get list read search find fetch retrieve query describe show view count lookup check explain browse download calculate compute validate aggregate diff compare inspect analyze analyse summarize summarise " +
    "wait ping snapshot screenshot examine look scan estimate verify test status logs log history schema stats info details size version messages requests request context resources print tail watch monitor open locate discover identify trace help think sum env whoami " +
    "geocode translate detect parse extract decode classify recommend autocomplete typeahead render preview balance forecast availability",
);
// Nouns as often as verbs: they say "read" only when no verb speaks.
export const READ_NOUNS = set("status logs log history schema stats info details size version messages requests request context resources env sum test trace open image message look balance forecast availability");
// What these do depends on what they are given: `open_ticket`, `log_call`, `query` with SQL. Without another word for it they are writes.
export const UNSURE = set("query open watch monitor log test track request print");
// Before `status` or `history` they are things: `order_status`, `transfer_history`.
export const THINGS = set("order transfer call message book charge purchase deposit build release payment withdrawal");
export const FACTS = set("status history details info stats statistics schema version balance count summary");
export const DRAFT = set("draft drafts compose prepare");
export const WRITE = set(
  "create add update set send post push put patch write edit append insert upload save move rename copy merge fork star unstar assign unassign mark submit reply comment share invite schedule reschedule book reserve pay transfer refund " +
    "click type press hover navigate fill select drag drop start stop run rerun execute trigger enable disable deploy restart install upgrade close resize emulate evaluate modify change sync import restore approve reject cancel connect reconnect " +
    "return exchange publish unpublish order buy purchase sell charge subscribe unsubscribe follow unfollow react pin unpin archive unarchive lock unlock grant configure apply scale register login logout sign send notify email call dial message new make build generate convert attach link join leave kick " +
    "ban block unblock mute promote demote handle manage rollout rotate renew replace request reopen resolve complete finish increase decrease wire withdraw deposit donate checkout place record store forward broadcast tweet dispatch launch switch toggle use rate vote like " +
    "upsert unlink transition escalate snooze acknowledge ack provision allocate release rollback revert undo redo invoke clone commit rebase tag untag label annotate flag unflag respond redeem settle index reindex ingest seed populate " +
    "pause resume suspend activate deactivate impersonate delegate hire onboard offboard reassign reorder swap lend borrow rent bid claim accept decline confirm sync pull hang dismiss report implement fix hide unhide acquire put opt",
);
export const DESTRUCTIVE = set("delete remove drop destroy purge truncate erase wipe uninstall kill terminate revoke clear prune evict drain format flush deregister unset expunge annihilate reset overwrite unsafe");
// What these ask for is their object, whatever it is called.
export const HUNGRY = set("get list read search find fetch retrieve query describe show view count lookup check explain browse calculate compute validate compare inspect analyze analyse summarize summarise wait examine preview estimate verify aggregate download locate discover");
