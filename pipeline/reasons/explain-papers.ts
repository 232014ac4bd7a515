import type { Config } from "../config.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { takeCorpusPhrases } from "../text/shared-phrases.ts";
import type { NumberedTopics } from "../topics/number-topics.ts";
import { findReasons, type PaperReasons, type PaperText, splitAbstract } from "./paper-reasons.ts";
import { type TyingPhrase, weighPaperPhrases } from "./phrase-association.ts";
import type { ExplainedText } from "./reason-faithfulness.ts";

/** A paper with its topic, NULL where it has none. */
export type PlacedPaper = PaperText & { id: string; topic_id: number | null };

/** The settings that reasons depend on. */
export type ExplainOptions = Pick<Config, "maxTermWords" | "maxWordShare" | "termsPerPaper" | "sentencesPerPaper">;

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
export function explainPapers(
  papers: readonly PlacedPaper[],
  weighed: readonly (readonly TyingPhrase[])[],
  options: ExplainOptions,
  onPaper: () => void = () => {},
  rules: LanguageRules = ENGLISH,
): PaperReasons[] {
  const limits = {
    terms: options.termsPerPaper,
    sentences: options.sentencesPerPaper,
    maxWords: options.maxTermWords,
    rules,
  };
  return papers.map((paper, row) => {
    onPaper();
    return findReasons(paper, weighed[row]!, limits);
  });
}

/** Returns the papers that have a topic, as sentences of which some are reasons: what measureFaithfulness judges. */
export function listExplainedTexts(
  papers: readonly PlacedPaper[],
  reasons: readonly PaperReasons[],
  topicOf: Int32Array,
): ExplainedText[] {
  return papers.flatMap((paper, row) => {
    if (topicOf[row]! < 0) return [];
    const starts = new Set(reasons[row]!.sentences.map(({ sentence }) => sentence.start));
    const sentences = splitAbstract(paper);
    const chosen = new Set([...sentences.keys()].filter((index) => starts.has(sentences[index]!.start)));
    return [{ sentences: sentences.map(({ text }) => text), chosen, topic: topicOf[row]! }];
  });
}
