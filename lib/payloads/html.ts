import { Parser } from "htmlparser2";
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
 * is given too, and marked; the source stands beside it whole. Bounded by the text's length, however deeply it nests.
 */
export function readHtml(source: string): HtmlReading {
  const pieces: HtmlPiece[] = [];
  const images: string[] = [];
  const active = new Set<string>();
  const open: Open[] = [];
  const around = (): Open => open.at(-1) ?? { name: "", hidden: false, href: undefined };
  const say = (text: string, { hidden, href }: Omit<Open, "name">) => {
    const last = pieces.at(-1);
    if (last && (last.hidden ?? false) === hidden && last.href === href) last.text += text;
    else pieces.push({ text, ...(hidden && { hidden }), ...(href !== undefined && { href }) });
  };
  const line = () => {
    const last = pieces.at(-1);
    if (last && !last.text.endsWith("\n")) say("\n", { hidden: last.hidden ?? false, href: last.href });
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const { style = "", hidden, href, src, srcset, background, alt, bgcolor } = attributes;
        if (ACTIVE.has(name) || Object.keys(attributes).some((attribute) => attribute.startsWith("on"))) active.add(ACTIVE.has(name) ? name : `${name} with a script`);
        const remote = [name === "img" || name === "image" || name === "source" || name === "input" ? src : undefined, srcset, background, ...[...style.matchAll(/url\(\s*['"]?([^'")]{1,2000})/gi)].map((match) => match[1])];
        images.push(...remote.filter((address): address is string => Boolean(address)));
        if (BLOCKS.has(name)) line();
        const inside = around();
        const state: Open = {
          name,
          hidden: inside.hidden || UNSEEN.has(name) || hidden !== undefined || HIDING.test(style) || isInvisible(style, bgcolor),
          href: name === "a" && href !== undefined ? href : inside.href,
        };
        if (name === "img" && alt) say(`[${alt}]`, state);
        if (!VOID.has(name)) open.push(state);
      },
      ontext(text) {
        const inside = around();
        // Line breaks in a source mean nothing but in preformatted text.
        say(inside.name === "pre" ? text : text.replace(/[ \t\r\n\f]+/g, " "), inside);
      },
      oncomment(text) {
        if (/\S/.test(text)) say(text, { hidden: true, href: undefined });
      },
      onclosetag(name) {
        const at = open.findLastIndex((one) => one.name === name);
        if (at >= 0) open.length = at;
        if (BLOCKS.has(name)) line();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: false },
  );
  parser.write(source);
  parser.end();
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
