import { setImmediate } from "node:timers/promises";
import type { Config } from "../config.ts";
import { FormIndex } from "../text/form-index.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import type { Phrase } from "../text/phrases.ts";
import { takeCorpusPhrases } from "../text/shared-phrases.ts";
import type { NumberedTopics } from "../topics/number-topics.ts";
import { findReasons, type PaperReasons, type PaperText, splitAbstract } from "./paper-reasons.ts";
import { type TyingPhrase, weighPaperPhrases } from "./phrase-association.ts";
import type { ExplainedText } from "./reason-faithfulness.ts";

/** A paper with its topic, NULL where it has none. */
export type PlacedPaper = PaperText & { id: string; topic_id: number | null };

/** The settings that reasons depend on. */
export type ExplainOptions = Pick<Config, "maxTermWords" | "maxWordShare" | "termsPerPaper" | "sentencesPerPaper">;

const PAPERS_AT_ONCE = 100;

/** Returns for each paper the phrases that tie it to its topic, the strongest first; none for a paper without topic. */
export function weighPapers(
  papers: readonly PlacedPaper[],
  { topicOf, k }: Pick<NumberedTopics, "topicOf" | "k">,
  { maxTermWords, maxWordShare }: Pick<ExplainOptions, "maxTermWords" | "maxWordShare">,
  rules: LanguageRules = ENGLISH,
): TyingPhrase[][] {
  const texts = papers.map(({ text }) => text);
  const phrases = takeCorpusPhrases(texts, { maxTermWords, maxWordShare, rules });
  return weighPaperPhrases(phrases, topicOf, k);
}

/** Returns for each paper the terms and sentences that tie it to its topic, by what weighPapers returns. `onPaper` is called for each paper. */
export async function explainPapers(
  papers: readonly PlacedPaper[],
  weighed: readonly (readonly TyingPhrase[])[],
  options: ExplainOptions,
  onPaper: () => void = () => {},
  rules: LanguageRules = ENGLISH,
): Promise<PaperReasons[]> {
  const limits = {
    terms: options.termsPerPaper,
    sentences: options.sentencesPerPaper,
    maxWords: options.maxTermWords,
    rules,
    index: indexForms(weighed, rules),
  };
  const reasons: PaperReasons[] = [];
  for (const [row, paper] of papers.entries()) {
    reasons.push(findReasons(paper, weighed[row]!, limits));
    onPaper();
    // Lets a signal in.
    if (row % PAPERS_AT_ONCE === 0) await setImmediate();
  }
  return reasons;
}

function indexForms(weighed: readonly (readonly TyingPhrase[])[], rules: LanguageRules): FormIndex {
  const phrases = new Set<Phrase>();
  for (const own of weighed) for (const { phrase } of own) phrases.add(phrase);
  const forms = new Set<string>();
  for (const phrase of phrases) for (const form of phrase.forms) forms.add(form);
  return new FormIndex([...forms], rules);
}

/** Returns the papers of some rows that have a topic, as sentences of which some are reasons: what measureFaithfulness judges. */
export function listExplainedTexts(
  papers: readonly PlacedPaper[],
  reasons: readonly PaperReasons[],
  topicOf: Int32Array,
  rows: Iterable<number> = papers.keys(),
): ExplainedText[] {
  return [...rows].flatMap((row) => {
    if (topicOf[row]! < 0) return [];
    const paper = papers[row]!;
    const starts = new Set(reasons[row]!.sentences.map(({ sentence }) => sentence.start));
    const sentences = splitAbstract(paper);
    const chosen = new Set([...sentences.keys()].filter((index) => starts.has(sentences[index]!.start)));
    return [{ sentences: sentences.map(({ text }) => text), chosen, topic: topicOf[row]! }];
  });
}
