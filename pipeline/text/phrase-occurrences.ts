import type { LanguageRules } from "./languages/language-rules.ts";
import type { MeaningPlaces } from "./phrase-meanings.ts";
import type { PhraseWord } from "./phrase-words.ts";
import { NO_TOKEN } from "./token-places.ts";

/** A stretch of words that may be a phrase: the row of its text, the place of its first word, how many words, the hash of their keys run together, and the documents of its rarest word. */
export type Occurrence = { row: number; start: number; words: number; hash: number; support: number };

/** In characters: an ideograph alone is no phrase. */
const SHORTEST_PHRASE = 2;

/** In characters, as written. What is longer is shown nowhere as a whole. */
const LONGEST_PHRASE = 120;

/** What a word may be in a phrase. */
const BEGINS = 1;
const ENDS = 2;
const ENDS_ALONE = 4;
const INSIDE = 8;

/** Finds all that may be phrases, by what is known of each meaning and place in flat arrays: they are passed over several times. */
export class OccurrenceVisitor {
  readonly #texts: MeaningPlaces;
  readonly #maxTokens: number;
  /** Of each meaning. */
  readonly #uses: Uint8Array;
  readonly #written: Int32Array;
  readonly #documents: Float64Array;
  readonly #keyLengths: Int32Array;
  readonly #hashes: Int32Array;
  readonly #factors: Int32Array;
  /** Of each place: whether its word may link others. */
  readonly #links: Uint8Array;

  constructor(texts: MeaningPlaces, maxTokens: number, rules: LanguageRules) {
    const { meanings, places } = texts;
    this.#texts = texts;
    this.#maxTokens = maxTokens;
    this.#uses = Uint8Array.from(meanings, ({ word }) => describeUses(word));
    this.#written = Int32Array.from(meanings, ({ word }) => word.token.length);
    this.#documents = Float64Array.from(meanings, ({ word }) => word.documents);
    this.#keyLengths = Int32Array.from(meanings, ({ key }) => key.length);
    this.#hashes = Int32Array.from(meanings, ({ hash }) => hash);
    this.#factors = Int32Array.from(meanings, ({ factor }) => factor);
    this.#links = places.length === 0 ? new Uint8Array(0) : findLinks(texts, rules);
  }

  /** Calls `visit` for each occurrence, always with the same object. */
  visit(visit: (occurrence: Readonly<Occurrence>) => void): void {
    const { places, starts } = this.#texts;
    const uses = this.#uses;
    const occurrence: Occurrence = { row: 0, start: 0, words: 0, hash: 0, support: 0 };
    for (let row = 0; row + 1 < starts.length; row++) {
      occurrence.row = row;
      for (let start = starts[row]!; start < starts[row + 1]!; start++) {
        if (places[start] === NO_TOKEN || (uses[places[start]!]! & BEGINS) === 0) continue;
        occurrence.start = start;
        this.#visitFrom(occurrence, visit);
      }
    }
  }

  #visitFrom(occurrence: Occurrence, visit: (occurrence: Readonly<Occurrence>) => void): void {
    const { places } = this.#texts;
    const { start } = occurrence;
    const [uses, links, allDocuments] = [this.#uses, this.#links, this.#documents];
    let [length, keyLength, hash, support] = [-1, 0, 0, Number.POSITIVE_INFINITY];
    for (let end = start; end < start + this.#maxTokens && places[end] !== NO_TOKEN; end++) {
      const meaning = places[end]!;
      const use = uses[meaning]!;
      if ((use & INSIDE) === 0 && links[end] === 0) break;
      length += 1 + this.#written[meaning]!;
      if (length > LONGEST_PHRASE) break;
      keyLength += this.#keyLengths[meaning]!;
      hash = (Math.imul(hash, this.#factors[meaning]!) + this.#hashes[meaning]!) | 0;
      const documents = allDocuments[meaning]!;
      if ((use & (end === start ? ENDS_ALONE : ENDS)) !== 0 && keyLength >= SHORTEST_PHRASE) {
        occurrence.words = end - start + 1;
        occurrence.hash = hash;
        occurrence.support = Math.min(support, documents);
        visit(occurrence);
      }
      if (documents < support && (end === start || links[end] === 0)) support = documents;
    }
  }
}

function describeUses({ begins, ends, isStop, isInside }: PhraseWord): number {
  return (begins ? BEGINS : 0) + (ends ? ENDS : 0) + (ends && !isStop ? ENDS_ALONE : 0) + (isInside ? INSIDE : 0);
}

function findLinks(texts: MeaningPlaces, rules: LanguageRules): Uint8Array {
  return Uint8Array.from(texts.places, (meaning, place) =>
    Number(meaning !== NO_TOKEN && mayLink(texts, place, rules)),
  );
}

/** Returns the word at a place; undefined where a stretch between punctuation ends. */
export function findWord({ places, meanings }: MeaningPlaces, place: number): PhraseWord | undefined {
  const meaning = places[place] ?? NO_TOKEN;
  return meaning === NO_TOKEN ? undefined : meanings[meaning]!.word;
}

/** Whether the word at a place may link others in a phrase, by what stands before it. */
export function mayLink(texts: MeaningPlaces, place: number, rules: LanguageRules): boolean {
  return rules.mayLink(findWord(texts, place)!.lower, findWord(texts, place - 1)?.lower ?? "");
}
