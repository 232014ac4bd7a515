import { Int32List } from "../numeric/int32-list.ts";
import type { Tokenizer } from "./languages/tokenizer.ts";

/**
 * The words of texts one after another, each by its number in `tokens`, with NO_TOKEN behind each stretch between punctuation. The words of a text are at the places from its own in `starts` to the next, of which there is one
 * more than texts.
 */
export type TokenPlaces = { tokens: readonly string[]; places: Int32Array; starts: Int32Array };

export const NO_TOKEN = -1;

/** Reads the words of texts as they are written. Those in `tokens` come in order of first use. */
export function readTokens(texts: readonly string[], { splitSegments }: Pick<Tokenizer, "splitSegments">): TokenPlaces {
  const tokens: string[] = [];
  const numbers = new Map<string, number>();
  const places = new Int32List();
  const starts = new Int32Array(texts.length + 1);
  for (const [row, text] of texts.entries()) {
    for (const segment of splitSegments(text)) {
      for (const token of segment) {
        let number = numbers.get(token);
        if (number === undefined) {
          number = tokens.length;
          numbers.set(token, number);
          tokens.push(token);
        }
        places.push(number);
      }
      places.push(NO_TOKEN);
    }
    starts[row + 1] = places.length;
  }
  return { tokens, places: places.toArray(), starts };
}

/** Returns the words of some of the texts, in order of `rows`, as if no others had been read. */
export function pickTexts({ tokens, places, starts }: TokenPlaces, rows: ArrayLike<number>): TokenPlaces {
  const numbers = new Int32Array(tokens.length).fill(NO_TOKEN);
  const picked: string[] = [];
  const kept = new Int32List();
  const keptStarts = new Int32Array(rows.length + 1);
  for (let text = 0; text < rows.length; text++) {
    for (let place = starts[rows[text]!]!; place < starts[rows[text]! + 1]!; place++) {
      const token = places[place]!;
      if (token !== NO_TOKEN && numbers[token] === NO_TOKEN) {
        numbers[token] = picked.length;
        picked.push(tokens[token]!);
      }
      kept.push(token === NO_TOKEN ? NO_TOKEN : numbers[token]!);
    }
    keptStarts[text + 1] = kept.length;
  }
  return { tokens: picked, places: kept.toArray(), starts: keptStarts };
}

/** Returns in how many texts each counted thing is. `countedBy` gives the things that each token counts for, `things` of them in all. */
export function countTexts(
  { places, starts }: TokenPlaces,
  countedBy: readonly (readonly number[])[],
  things: number,
): Int32Array {
  const counts = new Int32Array(things);
  const lastRows = new Int32Array(things).fill(-1);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let place = starts[row]!; place < starts[row + 1]!; place++) {
      if (places[place] === NO_TOKEN) continue;
      for (const thing of countedBy[places[place]!]!) {
        if (lastRows[thing] !== row) counts[thing]!++;
        lastRows[thing] = row;
      }
    }
  }
  return counts;
}
