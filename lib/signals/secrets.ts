import type { Detector, Signal, Text } from "./types";

/** Keys of known shape. Each starts with a literal and has bounded repetition, so each is linear. */
const SHAPES: readonly [kind: string, pattern: RegExp][] = [
  ["private_key", /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ["aws_key", /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/],
  ["github_token", /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{40,120})\b/],
  ["gitlab_token", /\bgl(?:pat|dt|rt|ptt|oas)-[A-Za-z0-9_-]{20,64}/],
  ["slack_token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/],
  ["slack_webhook", /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,100}/],
  ["stripe_key", /\b(?:sk|rk|whsec)_(?:(?:live|test)_)?[A-Za-z0-9]{16,200}\b/],
  ["openai_key", /\bsk-(?:proj-|svcacct-|admin-|ant-[a-z0-9]{2,8}-|or-v1-)?[A-Za-z0-9_-]{20,200}/],
  ["google_key", /\bAIza[A-Za-z0-9_-]{35}/],
  ["google_oauth", /\bya29\.[A-Za-z0-9_-]{20,300}|\bGOCSPX-[A-Za-z0-9_-]{20,60}/],
  ["npm_token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["pypi_token", /\bpypi-AgE[A-Za-z0-9_-]{50,300}/],
  ["sendgrid_key", /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}/],
  ["twilio_key", /\b(?:SK|AC)[0-9a-f]{32}\b/],
  ["mailgun_key", /\bkey-[0-9a-f]{32}\b/],
  ["huggingface_token", /\bhf_[A-Za-z]{30,40}\b/],
  ["digitalocean_token", /\bdo[opr]_v1_[0-9a-f]{64}\b/],
  ["shopify_token", /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/],
  ["telegram_token", /\b\d{8,10}:AA[A-Za-z0-9_-]{33}/],
  ["azure_key", /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,88}={0,2}/],
  ["countersign_key", /\bcsk_(?:live|test)_[A-Za-z0-9_]{16,120}/],
  ["jwt", /\beyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,1000}/],
  ["url_password", /\b[a-z][a-z0-9+]{1,12}:\/\/[^\s:@/]{1,64}:[^\s:@/]{3,128}@[a-z0-9.-]{1,200}/i],
];

// Their prefix also starts ordinary slugs.
const WORDY = new Set(["openai_key", "stripe_key", "slack_token"]);

// A name that says "secret", then a value.
const NAMED = /(?:api[_ -]?key|secret[_ -]?(?:access[_ -]?)?key|client[_ -]?secret|access[_ -]?token|auth[_ -]?token|bearer|password|passwd|passphrase|private[_ -]?key)["']?[ \t]{0,3}(?:is|[:=]|=>)?[ \t]{0,3}["'`]?([A-Za-z0-9+/_\-.~!@#$%^&*]{8,200})/gi;
const WORTH = /[_:.=-]|key|token|secret|password|bearer|AKIA|ASIA|AIza/i;

/** Kinds of secret in a text, with where each starts; the secret itself is never returned. */
export function secretsIn(text: string): { kind: string; at: number; length: number }[] {
  if (text.length < 12 || !WORTH.test(text)) return [];
  const found = SHAPES.flatMap(([kind, pattern]) => {
    const match = pattern.exec(text);
    return match && (!WORDY.has(kind) || looksRandom(match[0])) ? [{ kind, at: match.index, length: match[0].length }] : [];
  });
  if (found.length > 0) return found;
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(text); match; match = NAMED.exec(text)) {
    const value = match[1]!;
    if (looksRandom(value)) return [{ kind: "named_secret", at: match.index, length: match[0].length }];
  }
  return [];
}

/** Digits and letters mixed, and more bits a character than words have. */
function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return entropy(value) >= (value.length >= 16 ? 3.2 : 2.9);
}

export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const signalsOf = ({ pointer, text }: Text): Signal[] =>
  secretsIn(text).map(({ kind, length }) => ({ detector: "secret", kind, pointer, excerpt: `a ${kind.replaceAll("_", " ")} (${length} characters, not shown)`, severity: "high" }));

/** Credentials in what leaves. A secret in a source the agent only read leaves nothing. */
export const secrets: Detector = (_, { params }) => params.flatMap(signalsOf);
