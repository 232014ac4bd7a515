import type { TextSpan } from "./atlas-data.ts";

/** A paper's text is its title, a full stop where the title has no mark of its own, a space, and its abstract, or the beginning of all that. */
type TitledText = { title: string; abstract: string; text: string };

/** Hardly any text has a code point of two units: none needs to be counted then. */
const OF_TWO_UNITS = /[\ud800-\udfff]/;

/** Returns a stretch of a text, in code points, as one of its title or abstract in UTF-16 units. */
type ReadSpan = (startOffset: number, endOffset: number) => TextSpan | null;

/**
 * Returns a stretch of a paper's text, given in code points, as a stretch of its title or abstract in UTF-16 units. One that begins in
 * the title ends there. Null where nothing is left, or the text is not made of title and abstract.
 */
export function toSpan(paper: TitledText, startOffset: number, endOffset: number): TextSpan | null {
  return readSpansOf(paper)(startOffset, endOffset);
}

/** Returns what reads stretches of a paper's text, as `toSpan` does: for many of one text, which is looked at once. */
export function readSpansOf({ title, abstract, text }: TitledText): ReadSpan {
  const abstractStart = title.length + (text[title.length] === "." ? 2 : 1);
  if (!text.startsWith(title) || !abstract.startsWith(text.slice(abstractStart))) return () => null;
  const count = OF_TWO_UNITS.test(text) ? countUnits : (_: string, offset: number) => Math.min(offset, text.length);
  return (startOffset, endOffset) => {
    const start = count(text, startOffset);
    const end = count(text, endOffset);
    if (start < title.length) return makeSpan("title", start, Math.min(end, title.length));
    return makeSpan("abstract", Math.max(0, start - abstractStart), Math.min(end, text.length) - abstractStart);
  };
}

function makeSpan(field: TextSpan["field"], start: number, end: number): TextSpan | null {
  return end > start ? { field, start, end } : null;
}

/** Returns how many UTF-16 units the first `offset` code points of a text take. */
function countUnits(text: string, offset: number): number {
  let units = 0;
  for (let point = 0; point < offset && units < text.length; point++) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}
