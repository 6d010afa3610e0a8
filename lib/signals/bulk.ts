import { wordsOf } from "./destinations";
import type { Detector, Signal } from "./types";

const MANY = 20;
const ALL = /^(?:\*|%|all|everyone|everybody|\*@[\w.-]+|all[-_ ]?(?:users|customers|staff|employees|company|members)|@(?:channel|here|everyone|all))$/i;
const AIMED = new Set("id ids user users email emails to cc bcc recipient recipients channel list segment audience group groups filter where query pattern path file files customer customers account accounts resource target targets scope".split(" "));

/** Many at once: recipients, rows, wildcards. */
export const bulk: Detector = ({ params }, { params: texts, destinations }) => {
  const signals: Signal[] = [];
  if (destinations.length > MANY) signals.push({ detector: "bulk", kind: "recipients", pointer: destinations[0]!.pointer, excerpt: `${destinations.length} destinations`, severity: "medium" });
  for (const { field, text, pointer, number } of texts) {
    if (number === undefined && AIMED.has(wordsOf(field).at(-1) ?? "") && ALL.test(text.trim())) {
      signals.push({ detector: "bulk", kind: "wildcard", pointer, excerpt: text.slice(0, 60), severity: "medium" });
    }
  }
  if (typeof params === "object" && params !== null && !Array.isArray(params)) {
    for (const key of Object.keys(params)) {
      const value = (params as Record<string, unknown>)[key];
      if (Array.isArray(value) && value.length > 100) signals.push({ detector: "bulk", kind: "rows", pointer: `/params/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, excerpt: `${value.length} items`, severity: "medium" });
    }
  }
  return signals;
};
