import { cutAtWord } from "../text/cut-text.ts";
import { formatNumber } from "../text/format-figure.ts";
import { splitSentences } from "../text/sentences.ts";
import { describeFields, type WordMatch } from "./match-fields.ts";
import { findForms, foldForm, foldWords } from "./match-words.ts";
import { stemWord } from "./stem-word.ts";

/** How near a paper is in meaning: its place among all papers, from 1; and whether the meaning brought it more than the words. */
export type Nearness = { place: number; papers: number; isLeading: boolean };

const LONGEST_SNIPPET = 240;
/** Characters before the first match of a sentence that is cut at its beginning. */
const LEAD = 60;

/** Returns in words why a paper was found: `nearness` is null where its meaning was not looked at. */
export function describeMatch(matches: readonly WordMatch[], nearness: Nearness | null): string {
  const words = describeFields(matches);
  if (nearness === null) return `by words alone: ${words}`;
  const near = `${writePlace(nearness.place)} of ${formatNumber(nearness.papers)}`;
  if (words === "") return `by meaning alone: ${near}`;
  return nearness.isLeading ? `by meaning: ${near}; ${words}` : `by words: ${words}; by meaning ${near}`;
}

/** Returns the sentence of a text that has the most of the words, the first of equals, cut to about 240 characters around the first of them. */
export function chooseSnippet(text: string, words: readonly string[]): string {
  const sought = [...new Set(words.map(stemOf))];
  let best = { sentence: "", count: -1 };
  for (const { text: sentence } of splitSentences(text)) {
    const stems = new Set(foldWords(sentence).map(({ word }) => stemOf(word)));
    const count = sought.filter((stem) => stems.has(stem)).length;
    if (count > best.count) best = { sentence, count };
  }
  return cutAround(best.sentence, findForms(best.sentence, words)[0]?.start ?? 0);
}

function stemOf(word: string): string {
  return stemWord(foldForm(word));
}

function cutAround(sentence: string, place: number): string {
  if (sentence.length <= LONGEST_SNIPPET) return sentence;
  const start = place < LONGEST_SNIPPET - LEAD ? 0 : sentence.lastIndexOf(" ", place - LEAD) + 1;
  const cut = cutAtWord(sentence.slice(start), LONGEST_SNIPPET);
  return `${start > 0 ? "… " : ""}${cut}${start + cut.length < sentence.length ? " …" : ""}`;
}

const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });
const ORDINAL_ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

function writePlace(place: number): string {
  return place === 1
    ? "the nearest"
    : `${formatNumber(place)}${ORDINAL_ENDINGS[ORDINALS.select(place)] ?? "th"} nearest`;
}
