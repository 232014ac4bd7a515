import type { AtlasData, AtlasTexts } from "../../pipeline/atlas/atlas-data.ts";
import { matchQuestion } from "../../pipeline/search/match-question.ts";
import { foldWords } from "../../pipeline/search/match-words.ts";
import { rankPapers } from "../../pipeline/search/rank-papers.ts";
import { parseQuestion } from "../../pipeline/search/read-question.ts";
import { buildSearchIndex } from "../../pipeline/search/search-index.ts";
import type { PaperRanker } from "../../pipeline/serve/served-atlas.ts";

/** Returns a ranker as one without a model. */
export function createWordRanker(data: AtlasData, texts: AtlasTexts): PaperRanker {
  const building = buildSearchIndex(
    data.papers.title.map((title, row) => ({
      title,
      label: "",
      authors: texts.details[row]!.authors.join("\n"),
      abstract: texts.abstract[row]!,
    })),
    () => Promise.resolve(),
  );
  return {
    async rank(question) {
      const match = matchQuestion(await building, parseQuestion(question), null);
      const { rows, whole } = rankPapers(
        { meaning: null, words: match.scores, whole: match.whole },
        match.allowed,
        1e9,
      );
      return {
        found_by: "words",
        note: "by words alone: no model is at hand",
        sought: match.sought,
        whole,
        ids: Array.from(rows, (row) => data.papers.id[row]!),
        scores: Float64Array.from(rows, () => 2),
      };
    },
    close: async () => {},
  };
}

/** Returns a ranker that knows what words mean: papers with a meaning, by row, come first in their order, then all others. */
export function createMeaningRanker(data: AtlasData, meanings: ReadonlyMap<string, readonly number[]>): PaperRanker {
  return {
    async rank(question) {
      const near = meanings.get(question) ?? [];
      const rows = [...near, ...Array.from(data.papers.id.keys()).filter((row) => !near.includes(row))];
      return {
        found_by: "meaning and words",
        note: null,
        sought: foldWords(question).map(({ word }) => ({ word, corrected: null, forms: [[word, 1]] })),
        whole: 0,
        ids: rows.map((row) => data.papers.id[row]!),
        scores: Float64Array.from(rows, (row, place) => (near.includes(row) ? 4 : -1) - place / 1000),
      };
    },
    close: async () => {},
  };
}
