/** A sentence of a text; offsets count Unicode code points from 0, the end is exclusive. */
export type Sentence = { start: number; end: number; text: string };

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });

/** Returns the sentences of a text without the white space around them. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let offset = 0;
  for (const { segment } of SENTENCES.segment(text)) {
    const trimmed = segment.trim();
    const start = offset + countCodePoints(segment.slice(0, segment.indexOf(trimmed)));
    offset += countCodePoints(segment);
    if (trimmed !== "") sentences.push({ start, end: start + countCodePoints(trimmed), text: trimmed });
  }
  return sentences;
}

/** Returns the length of a text in Unicode code points: DuckDB's length. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
