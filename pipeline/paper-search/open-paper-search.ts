import type { Database, Parameter } from "../database/database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { readsEnglishAlone } from "../embedding/model-languages.ts";
import { chooseSnippet, describeMatch, findMatches } from "../search/describe-hit.ts";
import { measureMeaning } from "../search/measure-meaning.ts";
import { placeOf, type Ranking, rankPapers } from "../search/rank-papers.ts";
import { readQuestion } from "../search/read-question.ts";
import { buildSearchIndex } from "../search/search-index.ts";
import { writeConditions } from "./filter-conditions.ts";
import type { FoundBy, PaperSearch, SearchFilters, SearchHit } from "./paper-search.ts";
import { openQuestionModel, readVectorOrigin } from "./question-model.ts";
import { readSearchedPapers, readSearchedVectors, type SearchedPaper } from "./searched-papers.ts";
import { writeSearchQuery } from "./write-query.ts";

const SCORE_DIGITS = 4;

/**
 * Opens the papers of a file to questions: its texts and vectors are read, and meanwhile the model of its vectors is opened from `source`; null leaves it
 * out. What cannot be asked by meaning is asked by words, and the answer says so. `filtered` gives the same file, open, whenever there are filters.
 */
export async function openPaperSearch(
  database: Database,
  source: EmbedderSource | null,
  filtered = () => database,
): Promise<PaperSearch> {
  const origin = await readVectorOrigin(database);
  const opening = openQuestionModel(origin, source);
  // A failure is thrown where it is awaited, not before.
  opening.catch(() => {});
  const papers = await readSearchedPapers(database);
  const index = await buildSearchIndex(papers, () => Promise.resolve());
  const vectors = await readSearchedVectors(database, papers);
  const { embedder, note } = await opening;

  async function measure(question: string): Promise<{ vector: Float32Array | null; note: string | null }> {
    if (!embedder) return { vector: null, note: `by words alone: ${note}` };
    const { vectors: vector, tokens } = await embedder.embed([question]);
    const isCut = tokens[0]! >= embedder.maxTokens;
    const isForeign = !/\p{Script=Latin}/u.test(question) && readsEnglishAlone(embedder.model);
    return {
      vector,
      note: isForeign
        ? `the model reads English alone, and makes little of this question: ${embedder.model}`
        : isCut
          ? `the meaning is that of the first ${embedder.maxTokens} word pieces: the question has more`
          : null,
    };
  }

  async function filter(filters: SearchFilters): Promise<Uint8Array | null> {
    const parameters: Parameter[] = [];
    const conditions = writeConditions(filters, (value) => `$${parameters.push(value)}`);
    if (conditions.length === 0) return null;
    const rows = await filtered().query<{ paper_id: string }>(
      `SELECT paper_id FROM papers WHERE ${conditions.join(" AND ")}`,
      parameters,
    );
    const kept = new Set(rows.map(({ paper_id }) => paper_id));
    return Uint8Array.from(papers, ({ paper_id }) => (kept.has(paper_id) ? 1 : 0));
  }

  async function ask(question: string, mask: Uint8Array | null, limit: number) {
    const words = readQuestion(question);
    const { vector, note } = await measure(question);
    const scores = { meaning: vector && measureMeaning(vectors, vector), words: index.score(words) };
    const found_by: FoundBy = vector ? "meaning and words" : "words";
    return { words, found_by, note, ranking: rankPapers(scores, mask, limit) };
  }

  return {
    async find(question, filters, limit) {
      const { words, found_by, note, ranking } = await ask(question, await filter(filters), limit);
      return {
        found_by,
        note,
        found: ranking.found,
        hits: Array.from(ranking.rows, (row) => describeHit(papers[row]!, row, ranking, words)),
      };
    },
    async rank(question) {
      const { words, found_by, note, ranking } = await ask(question, null, papers.length);
      const { rows, scores } = ranking;
      return {
        found_by,
        note,
        words,
        ids: Array.from(rows, (row) => papers[row]!.paper_id),
        scores: Float64Array.from(rows, (row) => scores[row]!),
      };
    },
    async writeSql(question, filters, limit) {
      const words = readQuestion(question).map((word) => ({ word, forms: index.listForms(word) }));
      const { vector, note } = await measure(question);
      return writeSearchQuery({ question, words, vector, note, filters, limit });
    },
    close: async () => void (await embedder?.close()),
  };
}

function describeHit(
  paper: SearchedPaper,
  row: number,
  { scores, parts }: Ranking,
  words: readonly string[],
): SearchHit {
  const matches = findMatches(paper, words);
  const nearness = parts.meaning && {
    place: placeOf(parts.meaning, row),
    papers: scores.length,
    isLeading: parts.meaning[row]! >= parts.words[row]!,
  };
  const matched = matches.map(({ word }) => word);
  return {
    paper_id: paper.paper_id,
    title: paper.title,
    score: Number(scores[row]!.toFixed(SCORE_DIGITS)),
    topic: paper.topic,
    topic_id: paper.topic_id,
    why: describeMatch(matches, nearness),
    snippet: chooseSnippet(paper.abstract, matched),
    matched,
    day: paper.day,
    arxiv_id: paper.arxiv_id,
    url: paper.url,
  };
}
