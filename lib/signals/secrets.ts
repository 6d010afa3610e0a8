import { hintOf, mayHoldAny, scanOf, scanOfText, type Hint, type Scan } from "./scan";
import type { Detector, Signal, Text } from "./types";

/** Keys of known shape. Each has bounded repetition and is tried only where one of its literals may stand. */
const SHAPES: readonly [kind: string, pattern: RegExp, hints: readonly Hint[]][] = ([
  ["private_key", /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/, "-----begin"],
  ["aws_key", /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/, "akia asia abia acca"],
  ["github_token", /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{40,120})\b/, "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_"],
  ["gitlab_token", /\bgl(?:pat|dt|rt|ptt|oas)-[A-Za-z0-9_-]{20,64}/, "glpat- gldt- glrt- glptt- gloas-"],
  ["slack_token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/, "xox"],
  ["slack_webhook", /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,100}/, "hooks.slack.com"],
  ["stripe_key", /\b(?:sk|rk|whsec)_(?:(?:live|test)_)?[A-Za-z0-9]{16,200}\b/, "sk_ rk_ whsec_"],
  ["openai_key", /\bsk-(?:proj-|svcacct-|admin-|ant-[a-z0-9]{2,8}-|or-v1-)?[A-Za-z0-9_-]{20,200}/, "sk-"],
  ["google_key", /\bAIza[A-Za-z0-9_-]{35}/, "aiza"],
  ["google_oauth", /\bya29\.[A-Za-z0-9_-]{20,300}|\bGOCSPX-[A-Za-z0-9_-]{20,60}/, "ya29. gocspx-"],
  ["npm_token", /\bnpm_[A-Za-z0-9]{36}\b/, "npm_"],
  ["pypi_token", /\bpypi-AgE[A-Za-z0-9_-]{50,300}/, "pypi-"],
  ["sendgrid_key", /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}/, "sg."],
  ["twilio_key", /\b(?:SK|AC)[0-9a-f]{32}\b/, ""],
  ["mailgun_key", /\bkey-[0-9a-f]{32}\b/, "key-"],
  ["huggingface_token", /\bhf_[A-Za-z]{30,40}\b/, "hf_"],
  ["digitalocean_token", /\bdo[opr]_v1_[0-9a-f]{64}\b/, "_v1_"],
  ["shopify_token", /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/, "shp"],
  ["telegram_token", /\b\d{8,10}:AA[A-Za-z0-9_-]{33}/, ":aa"],
  ["azure_key", /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,88}={0,2}/, "key="],
  ["countersign_key", /\bcsk_(?:live|test)_[A-Za-z0-9_]{16,120}/, "csk_"],
  ["jwt", /\beyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,1000}/, "eyj"],
  ["url_password", /\b[a-z][a-z0-9+]{1,12}:\/\/[^\s:@/]{1,64}:[^\s:@/]{3,128}@[a-z0-9.-]{1,200}/i, "://"],
] as const).map(([kind, pattern, hints]) => [kind, pattern, hints.split(" ").filter(Boolean).map(hintOf)]);

// Their prefix also starts ordinary slugs.
const WORDY = new Set(["openai_key", "stripe_key", "slack_token"]);

// A name that says "secret", then a value.
const NAMED = /(?:api[_ -]?key|secret[_ -]?(?:access[_ -]?)?key|client[_ -]?secret|access[_ -]?token|auth[_ -]?token|bearer|password|passwd|passphrase|private[_ -]?key)["']?[ \t]{0,3}(?:is|[:=]|=>)?[ \t]{0,3}["'`]?([A-Za-z0-9+/_\-.~!@#$%^&*]{8,200})/gi;
const SAID = ["key", "secret", "token", "bearer", "passw", "passphrase"].map(hintOf);

/** Kinds of secret in a text, with where each starts; the secret itself is never returned. */
export function secretsIn(text: string, scan: Scan = scanOf(text)): { kind: string; at: number; length: number }[] {
  if (text.length < 12) return [];
  const found: { kind: string; at: number; length: number }[] = [];
  for (const [kind, pattern, hints] of SHAPES) {
    if (hints.length > 0 ? !mayHoldAny(scan, hints) : scan.word < 34) continue;
    if (kind === "url_password" && !hasUserInfo(text)) continue;
    const match = pattern.exec(text);
    if (match && (!WORDY.has(kind) || looksRandom(match[0]))) found.push({ kind, at: match.index, length: match[0].length });
  }
  if (found.length > 0 || !mayHoldAny(scan, SAID)) return found;
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(text); match; match = NAMED.exec(text)) {
    const value = match[1]!;
    if (looksRandom(value)) return [{ kind: "named_secret", at: match.index, length: match[0].length }];
  }
  return [];
}

/** Whether a link in it may carry a user and a password before its host. */
function hasUserInfo(text: string): boolean {
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    for (let index = at + 3; index < text.length && index < at + 200; index++) {
      const code = text.charCodeAt(index);
      if (code === 64) return true;
      if (code === 47 || code <= 32) break;
    }
  }
  return false;
}

/** Digits and letters mixed, and more bits a character than words have. */
function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return entropy(value) >= (value.length >= 16 ? 3.2 : 2.9);
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const named = (kind: string): string => `${/^[aeio]/.test(kind) ? "an" : "a"} ${kind.replaceAll("_", " ").replace(/^(aws|jwt|url)\b/, (letters) => letters.toUpperCase())}`;

const signalsOf = (leaf: Text): Signal[] =>
  (leaf.number === undefined ? secretsIn(leaf.text, scanOfText(leaf)) : []).map(({ kind, length }) => ({ detector: "secret", kind, pointer: leaf.pointer, excerpt: `${named(kind)} (${length} characters, not shown)`, severity: "high" }));

/** Credentials in what leaves. A secret in a source the agent only read leaves nothing. */
export const secrets: Detector = (_, { params }) => params.flatMap(signalsOf);
