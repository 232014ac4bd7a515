import { isPlain } from "./ascii.ts";
import { cutAtWord } from "./cut-text.ts";
import { unwrapLatex } from "./latex.ts";
import { takeOutUrls } from "./urls.ts";

/** In UTF-16 units: what is cleaned of a text. Cleaning takes some forty times the memory of what it reads. */
const LONGEST_CLEANED = 1_000_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

/** Returns a title for reading and embedding: LaTeX unwrapped, invisible characters out, white space folded, in NFC. Of a text it reads the first million characters. */
export function cleanTitle(raw: string): string {
  return foldSpaces(foldQuotes(unwrapLatex(decodeToVisible(raw))));
}

/** Returns an abstract for reading and embedding: as a title, with its addresses taken out and listed in `urls`. */
export function cleanAbstract(raw: string): { text: string; urls: string[] } {
  const { text, urls } = takeOutUrls(decodeToVisible(raw));
  return { text: foldSpaces(foldQuotes(unwrapLatex(text))), urls };
}

/** Returns a short text that is shown as it stands, such as a date: without invisible characters, white space folded. */
export function cleanLine(raw: string): string {
  return foldSpaces(dropInvisible(raw));
}

/** Drops what is invisible before entities are decoded, since it may part one, and after, since one may stand for it. */
function decodeToVisible(raw: string): string {
  return dropInvisible(decodeEntities(dropInvisible(cutAtWord(raw, LONGEST_CLEANED))));
}

/**
 * Drops control characters, zero-width characters, soft hyphens, tags, and marks of writing direction.
 * Characters that end a line or part words become spaces, half a surrogate pair U+FFFD.
 */
function dropInvisible(text: string): string {
  if (isPlain(text)) return text;
  return text
    .replace(
      /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu,
      "",
    )
    .replace(/[\s\u0085]/g, " ")
    .replace(/\p{Cc}/gu, "")
    .replace(/\p{Cs}/gu, "\ufffd");
}

/** Decodes the few entities that stay behind in feeds. Other `&`, and all `<` and `>`, are text: these are no HTML pages. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:([a-z]{2,6})|#(\d{2,7})|#x([\da-f]{2,6}));/gi, (entity, name, decimal, hex) => {
    if (name) return ENTITIES[name] ?? entity;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/** Turns TeX quotes into ordinary ones; a `''` that closes nothing is a prime or a mark of inches, and stays. */
function foldQuotes(text: string): string {
  if (!text.includes("`") && !text.includes("''")) return text;
  let open = 0;
  return text
    .replace(/`{2,}|''/g, (quote) => {
      if (quote.length > 2 || (quote === "''" && open === 0)) return quote;
      open += quote === "''" ? -1 : 1;
      return '"';
    })
    .replace(/(?<![`\w])`(?=\w)([^`']{1,80})'(?!\w)/g, "'$1'");
}

function foldSpaces(text: string): string {
  if (isPlain(text) && !text.includes("  ")) return text.trim();
  return text.replace(/\s+/g, " ").trim().normalize("NFC");
}
