/** A sentence of a text; offsets count Unicode code points from 0, the end is exclusive. */
export type Sentence = { start: number; end: number; text: string };

/** Characters, of which no abstract has as many. */
const STRETCH = 10_000;

const SURROGATE_PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });

/** Returns the sentences of a text without the white space around them. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let offset = 0;
  for (const segment of listSegments(text)) {
    const trimmed = segment.trim();
    const start = offset + countCodePoints(segment.slice(0, segment.indexOf(trimmed)));
    offset += countCodePoints(segment);
    if (trimmed !== "") sentences.push({ start, end: start + countCodePoints(trimmed), text: trimmed });
  }
  return sentences;
}

/**
 * Gives the segments of a text. The segmenter takes time by the square of a text's segments, so that a long text is read in stretches; the
 * last two segments of each, whose ends may hang on what follows, are read again.
 */
function* listSegments(text: string): Generator<string> {
  let length = STRETCH;
  for (let start = 0; start < text.length; ) {
    const isLast = start + length >= text.length;
    const segments = Array.from(SENTENCES.segment(text.slice(start, start + length)), ({ segment }) => segment);
    const sure = isLast ? segments : segments.slice(0, -2);
    yield* sure;
    for (const segment of sure) start += segment.length;
    length = sure.length > 0 ? STRETCH : 2 * length;
  }
}

/** Returns the length of a text in Unicode code points: DuckDB's length. */
export function countCodePoints(text: string): number {
  return text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
}
