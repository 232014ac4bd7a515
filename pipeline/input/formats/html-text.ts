import { Parser } from "htmlparser2";

const BLOCKS = new Set(
  "address article blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul jats:p jats:sec jats:title".split(
    " ",
  ),
);
const HIDDEN = new Set(["script", "style", "title", "template", "noscript"]);

/** Tags of running text and of abstracts in JATS, as publishers write them: what else stands in angle brackets may be mathematics. */
const MARKUP =
  /<\/?(?:jats:[a-z-]+|p|i|b|em|strong|sub|sup|br|div|span|sec|title|h\d|ul|ol|li|italic|bold)(?:\s[^<>]*)?\/?>/i;

/** To close an element takes time that grows with how many are open: what nests deeper is not read, nor anything after it. */
export const DEEPEST_HTML = 1000;

/** Returns the paragraphs of HTML as plain text, in order, those without text left out. */
export function readParagraphs(html: string): string[] {
  const paragraphs: string[] = [];
  let text = "";
  let hidden = 0;
  let depth = 0;
  const endParagraph = () => {
    const folded = text.replace(/\s+/g, " ").trim();
    if (folded !== "") paragraphs.push(folded);
    text = "";
  };
  const parser = new Parser({
    onopentag: (name) => {
      depth += 1;
      if (depth > DEEPEST_HTML) parser.pause();
      if (HIDDEN.has(name)) hidden += 1;
      if (BLOCKS.has(name)) endParagraph();
    },
    onclosetag: (name) => {
      depth -= 1;
      if (HIDDEN.has(name)) hidden -= 1;
      if (BLOCKS.has(name)) endParagraph();
    },
    ontext: (part) => {
      if (hidden === 0) text += part;
    },
  });
  parser.end(html);
  endParagraph();
  return paragraphs;
}

/** Returns the plain text of HTML. */
export function readHtmlText(html: string): string {
  return readParagraphs(html).join("\n");
}

/** Returns the plain text of a text that may have tags of HTML or JATS in it, without its heading "Abstract" or "Summary"; one without tags as it stands. */
export function dropMarkup(text: string): string {
  if (!MARKUP.test(text)) return text;
  const paragraphs = readParagraphs(text);
  return (/^(?:abstract|summary)[.:]?$/i.test(paragraphs[0] ?? "") ? paragraphs.slice(1) : paragraphs).join("\n");
}
