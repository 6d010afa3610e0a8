// npm run -s bench:signals -- --data FOLDER [--misses]
// Recall and false positives of the detectors on other people's texts. The last line is one JSON object.
import { injectionIn } from "@/lib/signals/injection";
import { payloadsIn } from "@/lib/signals/payload";
import { KINDS, personalDataIn } from "@/lib/signals/personal-data";
import { dataNamed, flags, rows, share, type Skipped, told } from "./data";

const args = flags();
const skipped: Skipped[] = [];
const data = dataNamed(args, "a folder with texts to be judged");
const misses = args.misses !== undefined;
const say = (text: string) => misses && console.error(text);

const flagged = (texts: string[], wanted: boolean, name: string) => {
  let hits = 0;
  for (const text of texts) {
    const hit = injectionIn(text) !== undefined;
    if (hit) hits++;
    if (hit !== wanted) say(`${wanted ? "missed" : "flagged"} ${name}: ${text.replace(/\s+/g, " ").slice(0, 160)} ${hit ? JSON.stringify(injectionIn(text)) : ""}`);
  }
  return share(hits, texts.length);
};
function by<Row>(list: Row[], key: (row: Row) => string): Map<string, Row[]> {
  const map = new Map<string, Row[]>();
  for (const row of list) map.set(key(row), [...(map.get(key(row)) ?? []), row]);
  return map;
}

type Text = { text: string; attack: string };
const strings = rows<Text>(skipped, ["text"], data, "agentdojo/injection_strings.jsonl");
const outputs = rows<Text>(skipped, ["text"], data, "agentdojo/tool_outputs_injected.jsonl.gz");
const injection: Record<string, unknown> = {
  "agentdojo strings, not direct": flagged(strings.filter(({ attack }) => attack !== "direct").map(({ text }) => text), true, "string"),
  "agentdojo strings, direct": flagged(strings.filter(({ attack }) => attack === "direct").map(({ text }) => text), true, "direct"),
  "agentdojo outputs, not direct": flagged(outputs.filter(({ attack }) => attack !== "direct").map(({ text }) => text), true, "output"),
  "agentdojo outputs, direct": flagged(outputs.filter(({ attack }) => attack === "direct").map(({ text }) => text), true, "direct output"),
  "agentdojo outputs, clean": flagged(rows<Text>(skipped, ["text"], data, "agentdojo/tool_outputs_clean.jsonl").map(({ text }) => text), false, "clean"),
};
for (const [name, list] of by(rows<{ text: string; injection: boolean; source: string }>(skipped, ["text", "injection"], data, "prompt_injection/cases.jsonl"), ({ source, injection }) => `${source} ${injection ? "recall" : "flagged"}`)) {
  injection[name] = flagged(list.map(({ text }) => text), list[0]!.injection, name);
}

/** What the recognisers of the data are called here; entities without a counterpart are listed as not looked for. */
const ENTITY: Record<string, string[]> = {
  CREDIT_CARD: ["card"], IBAN_CODE: ["iban"], EMAIL_ADDRESS: ["email"], US_SSN: ["us_ssn"], US_ITIN: ["us_itin"], US_NPI: ["us_npi"], US_MBI: ["us_mbi"], ABA_ROUTING_NUMBER: ["us_bank_routing"],
  UK_NHS: ["uk_nhs"], UK_NINO: ["uk_nino"], CA_SIN: ["ca_sin"], AU_ABN: ["au_abn"], AU_ACN: ["au_acn"], AU_TFN: ["au_tfn"], AU_MEDICARE: ["au_medicare"], DE_TAX_ID: ["de_tax_id"], PL_PESEL: ["pl_pesel"],
  TR_NATIONAL_ID: ["tr_national_id"], ES_NIF: ["es_nif"], ES_NIE: ["es_nie"], FI_PERSONAL_IDENTITY_CODE: ["fi_hetu"], IT_FISCAL_CODE: ["it_fiscal_code"], SE_PERSONNUMMER: ["se_personnummer"],
  SG_NRIC_FIN: ["sg_nric"], IN_AADHAAR: ["in_aadhaar"], IN_PAN: ["in_pan"], TH_TNIN: ["th_tnin"], ZA_ID_NUMBER: ["za_id"], KR_RRN: ["kr_rrn"], CRYPTO: ["crypto_wallet"], IP_ADDRESS: ["ip_address"],
  MAC_ADDRESS: ["mac_address"], PH_MOBILE_NUMBER: ["phone"], TR_PHONE_NUMBER: ["phone"],
};
const pii: Record<string, unknown> = {};
const unlooked: string[] = [];
for (const [entity, list] of by(rows<{ entity: string | null; text: string; expected_len: number }>(skipped, ["text"], data, "pii_presidio/cases.jsonl"), (row) => row.entity ?? "PHONE_NUMBER")) {
  const kinds = entity === "PHONE_NUMBER" ? ["phone"] : ENTITY[entity];
  if (!kinds) {
    unlooked.push(entity);
    continue;
  }
  const hit = ({ text, expected_len }: { text: string; expected_len: number }) => {
    const found = personalDataIn(text).some(({ kind }) => kinds.includes(kind));
    if (found !== expected_len > 0) say(`${found ? "flagged" : "missed"} ${entity}: ${text.slice(0, 100)}`);
    return found;
  };
  const present = list.filter(({ expected_len }) => expected_len > 0);
  const absent = list.filter(({ expected_len }) => expected_len === 0);
  pii[entity] = { recall: share(present.filter(hit).length, present.length), flagged: share(absent.filter(hit).length, absent.length) };
}

const payloads: Record<string, unknown> = {};
for (const [category, list] of by(rows<{ category: string; payload: string }>(skipped, ["payload"], data, "payloads/payloads_all_the_things.jsonl"), ({ category }) => category)) {
  const hits = list.filter(({ payload }) => payloadsIn(payload).length > 0 || void say(`missed ${category}: ${payload.slice(0, 100)}`));
  payloads[category] = share(hits.length, list.length);
}
type Case = { category: string; uri: string | null; data: string | null; positive: boolean | null };
const CRS = /LFI|RCE|SQLI|XSS/;
for (const [category, list] of by(rows<Case>(skipped, [], data, "owasp_crs/cases.jsonl").filter(({ category, positive }) => CRS.test(category) && positive !== null), ({ category, positive }) => `${category} ${positive ? "recall" : "flagged"}`)) {
  payloads[category] = share(list.filter(({ uri, data: body }) => valuesOf(uri, body).some((value) => payloadsIn(value).length > 0)).length, list.length);
}

/** The values of a request's query and form, as a field of ours would hold them. */
function valuesOf(uri: string | null, body: string | null): string[] {
  const query = uri?.includes("?") ? uri.slice(uri.indexOf("?") + 1) : "";
  return [query, body ?? ""].flatMap((text) => text.split("&").flatMap((pair) => [pair.slice(pair.indexOf("=") + 1), pair])).filter(Boolean);
}

told(skipped);
const result = { injection, pii, not_looked_for: unlooked, payloads, kinds: KINDS.length };
for (const [section, values] of Object.entries({ injection, pii, payloads })) for (const [name, value] of Object.entries(values)) console.error(section, name, JSON.stringify(value));
console.log(JSON.stringify(result));
