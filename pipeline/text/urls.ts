import { findClosingBrace } from "./latex-braces.ts";

const DOMAINS =
  "com|org|net|io|ai|dev|edu|gov|co|me|app|ly|gl|gle|cc|tech|site|page|info|xyz|cn|de|uk|fr|ch|jp|kr|eu|be";
const CHARACTERS = String.raw`(?:(?!,https?:)[^\s<>"{}|\\^\x60，。；、！？（）「」]|\\[_%#&~])+`;

/** An address with a scheme, with www., with a path behind a known domain, or on GitHub or GitLab pages. */
const ADDRESS = new RegExp(
  [
    `(?:https?|ftp)://${CHARACTERS}`,
    String.raw`(?<![\w@./-])www\.${CHARACTERS}`,
    String.raw`(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:${DOMAINS})/${CHARACTERS}`,
    String.raw`(?<![\w@./-])[a-z0-9-]+\.(?:github|gitlab)\.io(?![\w-])`,
  ].join("|"),
  "gi",
);

/** What every address has: most texts have none of it, and are not looked through for more. */
const SIGN_OF_ADDRESS = new RegExp(String.raw`://|www\.|\.(?:${DOMAINS})/|\.io`, "i");

/** "at", "on the following link:" and the like: they lead to an address and mean nothing without it. */
const LEAD_IN =
  /(?:[\s~]+(?:at|on|in|under|from|via|through)(?:\s+(?:the|this|our))?(?:\s+(?:following|anonymous|project))?(?:\s+(?:links?|urls?|address|website|webpage|page|repository|repo))?)?(?:\s+here)?[\s~:,]*$/i;
const LONGEST_LEAD_IN = 100;

/** What cannot end a sentence: "the project page is". */
const WANTS_PLACE = /\b(?:is|are|was|were|be|been|found|see|visit|check|out|refer to|go to)$/i;

/** A sentence of up to three words, such as "Project page": nothing is left of it when its address goes. */
const MERE_LABEL = /(^|[.!?]["')\]]*\s)(?:[^\s.!?(]+\s?){1,3}$/;

/** What stands between addresses that are listed together. */
const JOINT = /^\s*(?:[,;/]|,?\s*(?:and|&|or))?\s*$/;

/** `\href{address}{label}`, whose label may hold one more pair of braces. */
const LABELLED = /\\href\s?\{([^{}\s]{1,500})\}\s?\{((?:[^{}]|\{[^{}]{0,100}\}){0,200})\}/g;

/** A label that only points: "this https URL", or the address again. */
const POINTER = /^(?:(?:this|the)\s)?(?:https?\s)?(?:urls?|links?|here)$|\.\w+\/|:\/\//i;

/** Stretch of a text, its marks such as `\url{}` included, that is taken out for an address. */
type Span = { start: number; end: number; url: string };

/**
 * Takes the addresses out of a text and mends the sentences they stood in: "Code is available at https://a.org/b." becomes
 * "Code is available.", "Our page is https://a.org" "Our page is online", " (https://a.org)" nothing.
 * `urls` has each address once, in order, without closing punctuation, and with https:// where it had no scheme.
 */
export function takeOutUrls(raw: string): { text: string; urls: string[] } {
  const text = raw.replace(LABELLED, (_, address: string, label: string) =>
    POINTER.test(label.trim()) ? address : `${label} (${address})`,
  );
  const spans = findSpans(text);
  const pieces: string[] = [];
  let start = 0;
  for (const span of spans) {
    const piece = text.slice(start, span.start);
    if (start === 0 || piece.length > 12 || !JOINT.test(piece)) pieces.push(piece);
    start = span.end;
  }
  pieces.push(text.slice(start));
  for (let index = 1; index < pieces.length; index++) {
    const [before, after] = closeGap(pieces[index - 1]!, pieces[index]!);
    pieces[index - 1] = before;
    pieces[index] = after;
  }
  return { text: pieces.join(""), urls: [...new Set(spans.map(({ url }) => url))] };
}

function findSpans(text: string): Span[] {
  const spans: Span[] = [];
  if (!SIGN_OF_ADDRESS.test(text)) return spans;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimAddress(match[0]);
    if (match.index < (spans.at(-1)?.end ?? 0) || /^(?:\w+:\/\/)?(?:www\.)?$/i.test(address)) continue;
    const plain = address.replace(/\\([_%#&~])/g, "$1");
    const url = /^\w+:\/\//.test(plain) ? plain : `https://${plain}`;
    spans.push({ ...widen(text, match.index, match.index + address.length), url });
  }
  return spans;
}

/** Takes off closing punctuation, and brackets that do not open in the address. */
function trimAddress(address: string): string {
  const surplus = { ")": count(address, ")") - count(address, "("), "]": count(address, "]") - count(address, "[") };
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    if (last === ")" || last === "]") {
      if (surplus[last]-- <= 0) break;
    } else if (!/[.,;:!?'*$]/.test(last)) break;
  }
  return address.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** Takes in what encloses the address: `<...>`, `\url{...}`, and a `{label}` glued on. */
function widen(text: string, start: number, end: number): { start: number; end: number } {
  if (text[start - 1] === "<" && text[end] === ">") return { start: start - 1, end: end + 1 };
  const [command] = /\\(?:url|nolinkurl|path)\s?\{\s?$/.exec(text.slice(Math.max(0, start - 14), start)) ?? [""];
  const isClosed = command !== "" && text[end] === "}";
  const labelStart = isClosed ? end + 1 : end;
  const labelEnd = text[labelStart] === "{" ? findClosingBrace(text, labelStart) : -1;
  return { start: start - command.length, end: labelEnd < 0 ? labelStart : labelEnd + 1 };
}

/** Returns the text before and after an address that was taken out, as they read on without it. */
function closeGap(before: string, after: string): [before: string, after: string] {
  if (/[([]\s?$/.test(before.slice(-2)) && /^\s?[)\]]/.test(after)) {
    return [before.trimEnd().slice(0, -1).trimEnd(), after.trimStart().slice(1)];
  }
  const head = before.slice(0, -LONGEST_LEAD_IN);
  const led = before.slice(-LONGEST_LEAD_IN).replace(LEAD_IN, "");
  const end = /^\s?(?:[.;!?]|$)/.test(after) ? led.replace(MERE_LABEL, "$1").trimEnd() : led;
  if (/(?:^|[.!?]["')\]]*)$/.test(end)) return [head + end, after.replace(/^\s?[.,;:!?]+/, "")];
  if (/[([]$/.test(end)) return [head + end, after.replace(/^[\s,;:]+/, "")];
  return [head + end + (WANTS_PLACE.test(end) ? " online" : ""), after.replace(/^\s+(?=[.,;:!?)\]])/, "")];
}
