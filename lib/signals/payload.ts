import { wordsOf } from "./destinations";
import type { Detector, Signal } from "./types";

export type PayloadClass = "sql" | "shell" | "path" | "template" | "xss" | "ldap" | "nosql" | "xxe" | "crlf";

/** Fields that hold a name, an id or the like: code has no business there. A field for a text may speak of code. */
const PLAIN = new Set("id ids uuid key name names username user code sku slug ref reference status state type kind city street zip postcode country phone email currency order customer account title label tag tags filename file path folder dir directory host hostname domain branch table column".split(" "));
const ids = (field: string): boolean => PLAIN.has(wordsOf(field).at(-1) ?? "");
const PATHS = new Set("file filename path folder dir directory".split(" "));

const CLASSES: readonly [PayloadClass, RegExp][] = [
  ["xxe", /<!(?:doctype|entity)\b|<\?xml[^>]{0,80}\?>[^<]{0,20}<!/i],
  ["xss", /<\/?(?:script|iframe|svg|img|body|object|embed|link|style|meta|video|audio|math|details|marquee|input|form|a|div|x|button|select|textarea|table|base|isindex|xml|html|applet|frameset|layer|bgsound)\b[^<]{0,200}(?:>|on[a-z]{3,24}\s{0,4}=|$)|\bon(?:error|load|click|mouse[a-z]{2,6}|focus|blur|key[a-z]{2,5}|toggle|start|begin|animation[a-z]{3,9}|pointer[a-z]{2,8}|wheel|drag[a-z]{0,5}|copy|paste|cut|input|change|submit|scroll|resize|unload|beforeunload|hashchange|message|popstate|transitionend|ended|play[a-z]{0,7}|canplay[a-z]{0,7})\s{0,4}=|javascript:|vbscript:|data:text\/html|document\.(?:cookie|location|write|domain)|\balert\s{0,3}[(`]|\b(?:prompt|confirm|eval)\s{0,3}[(`]|expression\s{0,3}\(|<!\[cdata\[|&#x?[0-9a-f]{2,6};?\S{0,4}&#|<[a-z!/?%][^\s>]{0,60}\/on|string\.fromcharcode/i],
  ["template", /\{\{[^}]{1,200}\}\}|\$\{[^}]{1,200}\}|<%[=\-@]?[^%]{0,200}%>|#\{[^}]{1,200}\}|\{%[^%]{1,200}%\}|\*\{[^}]{1,200}\}|@\([^)]{1,100}\)|__(?:class|mro|subclasses|globals|builtins|import)__|\[\[\$?\{|\{(?:php|system|literal|if)\b|#set\s{0,2}\(|\$(?:class|runtime|request)\.|freemarker\.|T\(java\./i],
  ["sql", /['"`)\d\s](?:\s|\/\*[^*]{0,40}\*\/|\+){0,6}(?:or|and|\|\||&&|xor|having|like|rlike|regexp|between|in|not|is)\b(?:\s|\(|'|"|`|\/\*[^*]{0,40}\*\/|\+|\d|!|-|~|@){1,12}[^=<>]{0,40}(?:=|<|>|\blike\b|\bin\b|\bis\b|\bbetween\b|\()|\bunion\b[\s\S]{1,30}\bselect\b|\bselect\b[\s\S]{1,120}\b(?:from|case|sleep|pg_sleep|benchmark|char|chr|concat|version|user|database|load_file|count|null|substr(?:ing)?|ascii|@@)|\b(?:insert\s{1,4}into|delete\s{1,4}from|drop\s{1,4}(?:table|database|schema|user)|update\s{1,4}\w{1,40}\s{1,4}set|alter\s{1,4}(?:table|database|user)|create\s{1,4}(?:table|database|user|function|procedure|view)|truncate\s{1,4}table|exec(?:ute)?\s{1,4}(?:immediate|master|xp_|sp_)|grant\s{1,4}\w{1,20}\s{1,4}(?:on|to)|shutdown)\b|;\s{0,6}(?:select|insert|update|delete|drop|alter|create|exec|execute|declare|shutdown|waitfor|set|begin)\b|(?:'|"|`|\)|\d)\s{0,4}(?:--|#|\/\*|;\s{0,3}--|;%00)|\b(?:sleep|benchmark|pg_sleep|waitfor\s{1,3}delay|extractvalue|updatexml|load_file|xp_cmdshell|utl_http|utl_inaddr|dbms_pipe|dbms_lock|randomblob|information_schema|sysobjects|sys\.\w{2,20}|pg_catalog|sqlite_master|group_concat|group\s{1,3}by\s{1,3}\d|order\s{1,3}by\s{1,3}\d{1,4}|procedure\s{1,3}analyse|into\s{1,3}(?:outfile|dumpfile))\b|'\s{0,3}(?:\|\||\+|&|=|<|>|%|\*|\^|-)\s{0,3}'|^['"`]{1,4}\s{0,2}[);]?$|\/\*!\d{0,5}|@@\w{2,20}|\b0x[0-9a-f]{8,}\b.{0,20}\b(?:from|char|or|and)\b|admin['"]/i],
  ["nosql", /\$(?:where|ne|gt|gte|lt|lte|regex|nin|in|exists|or|and|not|eq|expr|function|mod|all|size|type)\b["'\]]?\s{0,3}[:=\][]|\bdb\.\w{1,40}\.(?:find|insert|drop|remove|update)|'\s{0,3}(?:&&|\|\|)\s{0,3}(?:this\.|')|;\s{0,3}(?:return|sleep|while)\b/i],
  ["ldap", /[*()|&][(|&!]|\)\s{0,2}\(|\*\)|\(\w{1,30}=\*?|^\*$|^[&|!()*]{2,}|%2a|%28|%29|\\2a|\\28/i],
  ["shell", /[;|&`\n]\s{0,6}(?:\/(?:usr\/)?s?bin\/)?(?:cat|ls|id|whoami|uname|curl|wget|nc|ncat|netcat|bash|sh|zsh|ping|sleep|rm|cp|mv|chmod|chown|echo|python\d?|perl|ruby|php|node|powershell|cmd|type|dir|net|ifconfig|ipconfig|nslookup|dig|host|telnet|ssh|scp|tftp|ftp|kill|ps|env|printenv|set|export|touch|head|tail|more|less|grep|awk|sed|find|xargs|base64|tee|dd|mkfifo|reg|systeminfo|ver|hostname|netstat|route|arp|which|pwd|cd|mail|sqlmap|phpinfo|exec|system|uptime|w|who|last|df|du|mount|shutdown|reboot|halt|init|crontab|at|useradd|passwd|sudo|su)\b|\$\([^)]{1,120}\)|`[^`]{1,120}`|\$\{?(?:IFS|PATH|HOME|SHELL|@|\d)|(?:^|[\s;|&=/])(?:\/(?:usr\/)?s?bin\/|\/etc\/(?:passwd|shadow|hosts)|\/dev\/tcp)|\b(?:bash|sh|cmd(?:\.exe)?|powershell(?:\.exe)?|python\d?|perl|php|ruby)\s{1,4}[-/](?:c|e|i|r|enc|command|nop|w)\b|>\s{0,3}(?:\/tmp|\/dev|\/var)|\b(?:curl|wget)\s{1,4}(?:-|http)|\brm\s{1,3}-|(?:\|\||&&|\|)\s{0,4}\w|;\s{0,4}$|^\s{0,3}[;|&]|\b(?:system|exec|passthru|shell_exec|popen|proc_open|phpinfo|eval|assert|preg_replace|call_user_func)\s{0,3}\(|<!--#(?:exec|include)|\(\)\s{0,3}\{|%0a|%0d|\\n\s{0,3}\w|net\s{1,3}(?:user|localgroup|view)|\bdir\s{1,3}[a-z]:\\/i],
  ["path", /(?:\.|%2e|%252e|%c0%ae|%u002e|0x2e){2,3}(?:[/\\;]|%2f|%5c|%252f|%255c|%c0%af|%c1%9c|%u2215|%u2216|0x2f|0x5c|%%32)|(?:^|["'=:\s])(?:file|php|zip|phar|expect|data|glob|jar|netdoc|dict|gopher|ldap|tftp|sftp):(?:\/\/|,)|\/(?:etc|proc|var|usr|root|home|boot|opt|tmp|dev|sys|windows|winnt|inetpub|wp-config|web-inf|meta-inf|\.ssh|\.aws|\.git|\.env|\.ht|\.bash)\b|[a-z]:[\\/]|\\\\[\w.]{1,60}\\|%00|\.(?:htaccess|htpasswd|bash_history|bashrc|profile|git\/|svn\/|ssh\/|env$|aws\/)|boot\.ini|win\.ini|system32|\/\.\.?\/|\.\.[^\w\s]|(?:^|\/)\.{2}$|[^\w](?:passwd|shadow|id_rsa|access[_.]log|error[_.]log)\b/i],
  ["crlf", /%0[da]|\r\n?[A-Za-z-]{2,30}:|%e5%98%8[ad]|\\r\\n|%u000[ad]/i],
];

const LONGEST = 4_000;

/** Classes of attack text in a value that should hold none; its percent-encoding is undone first. */
export function payloadsIn(value: string): PayloadClass[] {
  const text = value.slice(0, LONGEST);
  const forms = [text, ...plainForms(text)];
  return CLASSES.flatMap(([kind, pattern]) => (forms.some((form) => pattern.test(form)) ? [kind] : []));
}

function plainForms(text: string): string[] {
  if (!text.includes("%")) return [];
  const once = undone(text);
  return once === text ? [] : [once, undone(once)];
}
const undone = (text: string): string => text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

const SUSPECT = /[^\p{L}\p{N}\s@.,_:+-]|\.\.|--/u;
const CODE: readonly PayloadClass[] = ["sql", "shell", "template", "path", "xss", "nosql", "xxe"];
// A path may be absolute and hold a drive; only climbing out, or a device of secrets, is worth a word.
const CLIMBS = /(?:\.\.|%2e%2e|%252e)(?:[/\\]|%2f|%5c)|\/(?:etc|proc|root|sys|dev)\/|%00|\.(?:ssh|aws|git|env)\b/i;

/** Code in a field that its name says is a name or an id. */
export const payload: Detector = (_, { params }) =>
  params.flatMap(({ field, text, pointer, number }): Signal[] => {
    if (number !== undefined || !ids(field) || text.length > LONGEST || !SUSPECT.test(text)) return [];
    const last = wordsOf(field).at(-1) ?? "";
    const kinds = PATHS.has(last)
      ? payloadsIn(text).filter((kind) => (kind === "path" ? CLIMBS.test(text) : kind === "template" || kind === "xxe" || (kind === "shell" && /[;|`]|\$\(/.test(text))))
      : certain(text);
    return kinds.filter((kind) => CODE.includes(kind)).slice(0, 1).map((kind) => ({ detector: "payload", kind, pointer, excerpt: text.replace(/\s+/g, " ").slice(0, 80), severity: "high" }));
  });

/** Names have apostrophes, ampersands and hashes; one such sign is no payload. */
function certain(text: string): PayloadClass[] {
  if (/^[\p{L}\p{N}\s@.,:+_#&/()'’-]{1,200}$/u.test(text) && !/--|\.\.\/|\/\*|'\s{0,3}(?:or|and)\b|\b(?:union|select|sleep|drop|exec)\b.{0,20}[\s(]|\/etc\//i.test(text)) return [];
  return payloadsIn(text);
}
