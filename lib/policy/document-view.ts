import { Document, isMap, isScalar, isSeq, parseDocument, visit } from "yaml";

const WIDTH = { lineWidth: 120 };

/** How people write them: what it is first, then when, then what follows. The database keeps no order of keys. */
const ORDER =
  "pack tiers defaults blocked tools lists agents limits rules relax signals confidence_floor tests low medium high name version review within on_expiry escalate remind_after group approvals approve step_up undo execute_within editor_may_approve read draft write destructive unregistered autonomy can cannot tool agent agents access mode when tier effect at_least from require until because params instruction expect".split(" ");
const rank = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);

/** A document as YAML, in an order that reads well; short lists stay on their line. */
export function yamlOf(value: unknown): string {
  const document = new Document(inOrder(value));
  visit(document, {
    Seq: (_, node) => {
      if (node.items.every((item) => isScalar(item)) && JSON.stringify(node).length < 90) node.flow = true;
    },
    Map: (_, node, path) => {
      const small = node.items.length <= 3 && JSON.stringify(node).length < 90 && path.length > 2 && node.items.every(({ value: inner }) => isScalar(inner));
      if (small) node.flow = true;
    },
  });
  return document.toString(WIDTH);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => rank(one) - rank(other)).map(([key, inner]) => [key, inOrder(inner)]));
}

/**
 * Writes into the text what a form changed from `before` to `after`, and touches nothing else: comments, order and
 * spelling of the rest stay. What cannot be set in place is written anew.
 */
export function written(text: string, before: unknown, after: unknown): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  set(document, [], before, after);
  return document.toString(WIDTH);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function set(document: Document, path: string[], before: unknown, after: unknown): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isObject(before) && isObject(after)) {
    // A setting that the text leaves to its default stands nowhere yet: its surroundings are made first.
    if (path.length > 0 && !isMap(document.getIn(path, true))) return put(document, path, after);
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) set(document, [...path, key], before[key], after[key]);
    return;
  }
  if (after === undefined) document.deleteIn(path);
  else put(document, path, after);
}

function put(document: Document, path: string[], value: unknown): void {
  const node = document.createNode(value);
  // Short lists stay on their line, as people write them.
  if (isSeq(node) && JSON.stringify(value).length < 90) node.flow = true;
  document.setIn(path, node);
}
