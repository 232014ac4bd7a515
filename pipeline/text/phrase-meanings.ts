import type { Acronyms } from "./acronyms.ts";
import { type HashedKey, hashKey } from "./form-index.ts";
import type { PhraseWord } from "./phrase-words.ts";
import { NO_TOKEN, type TokenPlaces } from "./token-places.ts";

/** A word with what it means where it stands: its normalised parts, an acronym spelled out, and these run together, with their hash. */
export type Meaning = HashedKey & { word: PhraseWord; parts: readonly string[] };

/** The meanings of the words of texts, one after another as in TokenPlaces, each by its number in `meanings`. */
export type MeaningPlaces = Pick<TokenPlaces, "places" | "starts"> & { meanings: readonly Meaning[] };

/** Returns what each word means, `words` being those of the tokens. An acronym may mean one thing in a text and another in the next. */
export function readMeanings(
  { places, starts }: TokenPlaces,
  words: readonly PhraseWord[],
  acronyms: Acronyms,
): MeaningPlaces {
  const meanings: Meaning[] = words.map((word) => ({ ...hashKey(word.key), word, parts: word.parts }));
  const acronymTokens = Uint8Array.from(words, ({ token }) => Number(acronyms.knows(token)));
  const spelledOut = new Map<string, number>();
  const read = places.slice();
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let place = starts[row]!; place < starts[row + 1]!; place++) {
      const token = places[place]!;
      if (token === NO_TOKEN || acronymTokens[token] === 0) continue;
      const parts = acronyms.spellOut(words[token]!.token, row);
      if (!parts) continue;
      const written = `${token} ${parts.join(" ")}`;
      let meaning = spelledOut.get(written);
      if (meaning === undefined) {
        meaning = meanings.length;
        meanings.push({ ...hashKey(parts.join("")), word: words[token]!, parts });
        spelledOut.set(written, meaning);
      }
      read[place] = meaning;
    }
  }
  return { places: read, starts, meanings };
}
