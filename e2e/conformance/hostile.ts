import { expect, name } from "./deployment";
import { needOther, type Probe } from "./probe";

const submission = (params: string) => `{"tool":"conformance_probe","params":${params}}`;
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

const BODIES: Record<string, string | Uint8Array> = {
  "10,000 levels": submission("[".repeat(10_000) + "]".repeat(10_000)),
  "10,000 levels of objects": submission('{"a":'.repeat(10_000) + "1" + "}".repeat(10_000)),
  "1 MB": submission(`{"a":"${"x".repeat(1_000_000)}"}`),
  "an empty body": "",
  "malformed JSON": '{"tool":"conformance_probe","params":{',
  "two values": "{}{}",
  "null": "null",
  "an array": "[]",
  "__proto__ as a name": submission('{"__proto__":{"polluted":true}}'),
  "__proto__ deeper": submission('{"a":[{"b":{"__proto__":{"polluted":true}}}]}'),
  "constructor as a name": submission('{"constructor":{"prototype":{"polluted":true}}}'),
  "NUL in escapes": submission('{"a":"\\u0000"}'),
  "NUL as it is": bytes('{"tool":"conformance_probe","params":{"a":"', [0], '"}}'),
  "a lone surrogate": submission('{"a":"\\ud800"}'),
  "invalid UTF-8": bytes('{"tool":"conformance_probe","params":{"a":"', [0xff, 0xc3, 0x28], '"}}'),
  "a huge number": submission('{"a":1e999}'),
  "an integer past 2^53": submission('{"a":9007199254740993}'),
  "100,000 digits": submission(`{"a":${"7".repeat(100_000)}}`),
  "a name twice": submission('{"a":1,"a":2}'),
  "params twice": '{"tool":"conformance_probe","params":{"a":1},"params":{"a":2}}',
};

const TYPES = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "application/json; charset=utf-16"];

const ADDRESSES = ["/actions/%00", "/actions/%ff", "/actions/..%2f..%2fetc", "/actions/1;DROP", "/actions?limit=abc", "/actions?limit=-1", "/actions?limit=1e9", "/actions?starting_after=%00", "/actions?state=%00", "/actions?session=%00", "/actions?since=never", "/actions?unknown=1"];

export const hostile: Probe = {
  number: 9,
  title: "hostile input is a 4xx that names the fault",
  async run(given) {
    const { deployment, otherKey } = given;
    const refused = (what: string, status: number, text: string) => {
      expect(status >= 400 && status < 500, `${what} is refused with a 4xx, not ${status}`);
      expect(/"detail":"[^"]{10,}/.test(text), `${what}: the refusal says what is wrong, not ${text.slice(0, 200)}`);
    };
    for (const [what, raw] of Object.entries(BODIES)) {
      const { status, text } = await deployment.asAgent("POST", "/actions", { raw, headers: { "Idempotency-Key": name() } });
      refused(what, status, text);
    }
    for (const type of TYPES) {
      const { status, text } = await deployment.asAgent("POST", "/actions", { raw: submission("{}"), headers: { "Content-Type": type, "Idempotency-Key": name() } });
      refused(type, status, text);
    }
    for (const address of ADDRESSES) {
      const { status, text } = await deployment.asAgent("GET", address);
      refused(address, status, text);
    }
    for (const key of ["x".repeat(256), "a b", "\u00e9"]) {
      const { status, text } = await deployment.asAgent("POST", "/actions", { raw: submission("{}"), headers: { "Idempotency-Key": key } });
      refused(`the Idempotency-Key ${key.slice(0, 5)}…`, status, text);
    }
    const tried = Object.keys(BODIES).length + TYPES.length + ADDRESSES.length + 3;
    const good = await deployment.propose({ polluted: false }, { key: otherKey ?? deployment.key });
    expect(good.status === 202 && !good.text.includes('"polluted":true'), `afterwards an ordinary submission is accepted, not ${good.status}`);
    return `${tried} tried${otherKey ? "; another agent noticed nothing" : `; ${hint(given)}`}`;
  },
};

function hint(given: Parameters<typeof needOther>[0]): string {
  try {
    return needOther(given);
  } catch (error) {
    return `that another agent notices nothing ${(error as Error).message}`;
  }
}
