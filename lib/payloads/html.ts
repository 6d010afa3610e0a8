import { Tokenizer } from "htmlparser2";
import { hostOf } from "@/lib/signals/destinations";
import type { HtmlPiece, HtmlReading } from "./kinds-view";

const BLOCKS = new Set("address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul br".split(" "));
const ACTIVE = new Set("script iframe frame object embed applet form input button meta base link svg math audio video portal".split(" "));
/** Their text is none that a reader sees. */
const UNSEEN = new Set("script style title template noscript head textarea noframes noembed xmp".split(" "));
// An element that never closes holds nothing.
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

const HIDING = /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|max-height|max-width|height|width|opacity|line-height)\s*:\s*0(?![.\d]*[1-9])|text-indent\s*:\s*-\d{3,}|(?:left|top|right)\s*:\s*-\d{3,}|mso-hide\s*:\s*all|clip\s*:\s*rect\(0|color\s*:\s*transparent/i;

type Open = { name: string; hidden: boolean; href: string | undefined };

/**
 * An HTML text read as text: nothing of it is run, loaded or kept as markup. The text that a mail program would hide
 * is given too, and marked; the source stands beside it whole. Takes time in proportion to the text, however deeply it
 * nests: hence the tokenizer alone, and a stack of our own that no closing tag without an opening one walks through.
 */
export function readHtml(source: string): HtmlReading {
  const pieces: HtmlPiece[] = [];
  const images: string[] = [];
  const active = new Set<string>();
  const open: Open[] = [];
  const opened = new Map<string, number>();
  const outside: Open = { name: "", hidden: false, href: undefined };
  const around = (): Open => open.at(-1) ?? outside;
  const say = (text: string, { hidden, href }: Omit<Open, "name">) => {
    const last = pieces.at(-1);
    if (last && (last.hidden ?? false) === hidden && last.href === href) last.text += text;
    else pieces.push({ text, ...(hidden && { hidden }), ...(href !== undefined && { href }) });
  };
  const line = () => {
    const last = pieces.at(-1);
    if (last && !last.text.endsWith("\n")) say("\n", { hidden: last.hidden ?? false, href: last.href });
  };
  // Line breaks in a source mean nothing but in preformatted text.
  const text = (said: string) => say(around().name === "pre" ? said : said.replace(/[ \t\r\n\f]+/g, " "), around());

  const enter = (name: string, attributes: Record<string, string>) => {
    const { style = "", hidden, href, src, srcset, background, alt, bgcolor } = attributes;
    if (ACTIVE.has(name) || Object.keys(attributes).some((attribute) => attribute.startsWith("on"))) active.add(ACTIVE.has(name) ? name : `${name} with a script`);
    const loads = name === "img" || name === "image" || name === "source" || name === "input" ? src : undefined;
    const remote = [loads, srcset, background, ...[...style.matchAll(/url\(\s*['"]?([^'")]{1,2000})/gi)].map((match) => match[1])];
    images.push(...remote.filter((address): address is string => Boolean(address)));
    if (BLOCKS.has(name)) line();
    const inside = around();
    const state: Open = {
      name,
      hidden: inside.hidden || UNSEEN.has(name) || hidden !== undefined || HIDING.test(style) || isInvisible(style, bgcolor),
      href: name === "a" && href !== undefined ? href : inside.href,
    };
    if (name === "img" && alt) say(`[${alt}]`, state);
    if (VOID.has(name)) return;
    open.push(state);
    opened.set(name, (opened.get(name) ?? 0) + 1);
  };
  const leave = (name: string) => {
    if (opened.get(name)) {
      let last: Open | undefined;
      do {
        last = open.pop();
        if (last) opened.set(last.name, opened.get(last.name)! - 1);
      } while (last && last.name !== name);
    }
    if (BLOCKS.has(name)) line();
  };

  let tag = "";
  let attributes: Record<string, string> = {};
  let attribute = "";
  let value = "";
  const skip = () => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: true, recognizeSelfClosing: false },
    {
      ontext: (from, to) => text(source.slice(from, to)),
      ontextentity: (point) => text(String.fromCodePoint(point)),
      onopentagname: (from, to) => void ((tag = source.slice(from, to).toLowerCase()), (attributes = {})),
      onattribname: (from, to) => void ((attribute = source.slice(from, to).toLowerCase()), (value = "")),
      onattribdata: (from, to) => void (value += source.slice(from, to)),
      onattribentity: (point) => void (value += String.fromCodePoint(point)),
      // The first of several of the same name counts.
      onattribend: () => void (Object.hasOwn(attributes, attribute) || (attributes[attribute] = value)),
      onopentagend: () => enter(tag, attributes),
      onselfclosingtag: () => enter(tag, attributes),
      onclosetag: (from, to) => leave(source.slice(from, to).trim().toLowerCase()),
      oncomment: (from, to, offset) => /\S/.test(source.slice(from, to - offset)) && say(source.slice(from, to - offset), { hidden: true, href: undefined }),
      oncdata: (from, to, offset) => say(source.slice(from, to - offset), { hidden: true, href: undefined }),
      ondeclaration: skip,
      onprocessinginstruction: skip,
      onend: skip,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return { source, pieces: tidy(pieces), images: [...new Set(images)], active: [...active] };
}

/** The same colour behind and in front. */
function isInvisible(style: string, background: string | undefined): boolean {
  const colour = (name: string) => new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([#\\w]{3,20})`, "i").exec(style)?.[1]?.toLowerCase();
  const front = colour("color");
  return front !== undefined && front === (colour("background-color") ?? colour("background") ?? background?.toLowerCase());
}

function tidy(pieces: readonly HtmlPiece[]): HtmlPiece[] {
  return pieces
    .map((piece) => ({ ...piece, text: piece.text.replace(/ *\n[ \n]*/g, "\n") }))
    .filter(({ text, href }, index) => (index > 0 && text !== "") || /\S/.test(text) || href !== undefined)
    .map((piece) => (piece.href !== undefined && misleads(piece.text, piece.href) ? { ...piece, misleading: true } : piece));
}

const LIKE_ADDRESS = /(?:https?:\/\/|www\.)\S+|^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i;

/** Whether a link's text reads like an address of another host than it leads to, or it does not lead to a page at all. */
function misleads(text: string, href: string): boolean {
  const target = href.replace(/[\s\p{Cc}]/gu, "");
  if (/^(?:javascript|data|vbscript|file|blob):/i.test(target)) return true;
  const said = LIKE_ADDRESS.exec(text.trim())?.[0];
  if (!said || /^(?:mailto|tel):/i.test(target)) return false;
  const [shown, real] = [hostOf(said), hostOf(target)];
  return shown !== "" && shown.replace(/^www\./, "") !== real.replace(/^www\./, "");
}
