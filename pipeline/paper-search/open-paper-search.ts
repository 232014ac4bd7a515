import type { Database, Parameter } from "../database/database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { readsEnglishAlone } from "../embedding/model-languages.ts";
import { viewVector } from "../numeric/vectors.ts";
import { chooseSnippet, describeMatch } from "../search/describe-hit.ts";
import { describeLookup } from "../search/describe-lookup.ts";
import { findMatches, listMarked } from "../search/match-fields.ts";
import { correctText, matchQuestion } from "../search/match-question.ts";
import { measureMeaning } from "../search/measure-meaning.ts";
import { joinMasks } from "../search/rank-by-words.ts";
import { placeOf, type Ranking, rankPapers } from "../search/rank-papers.ts";
import { findIdentified } from "../search/read-identifier.ts";
import { type Question, readQuestion } from "../search/read-question.ts";
import { buildSearchIndex, type SoughtWord } from "../search/search-index.ts";
import { writeConditions } from "./filter-conditions.ts";
import type { FoundBy, PaperSearch, SearchFilters, SearchHit } from "./paper-search.ts";
import { openQuestionModel, readVectorOrigin } from "./question-model.ts";
import { readSearchedPapers, readSearchedVectors, type SearchedPaper } from "./searched-papers.ts";
import { writeSearchQuery } from "./write-query.ts";

const SCORE_DIGITS = 4;

/** The meaning of a question, null where it was not asked for, and what the asker should know of it. */
type Measured = { vector: Float32Array | null; note: string | null };

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
  const names = papers.map((paper) => paper.names);
  const vectors = await readSearchedVectors(database, papers);
  const { embedder, note } = await opening;

  /** A question with a misspelt word is read both as it is and put right: the word may be no slip. */
  async function measure({ text }: Question, sought: readonly SoughtWord[]): Promise<Measured> {
    if (!embedder) return { vector: null, note: `by words alone: ${note}` };
    const texts = [...new Set([text, correctText(text, sought)])];
    const { vectors: made, dimensions, tokens } = await embedder.embed(texts);
    const isCut = tokens[0]! >= embedder.maxTokens;
    const isForeign = !/\p{Script=Latin}/u.test(text) && readsEnglishAlone(embedder.model);
    return {
      vector: texts.length === 1 ? made : addVectors(made, dimensions),
      note: isForeign
        ? `the model reads English alone, and makes little of this question: ${embedder.model}`
        : isCut
          ? `the meaning is that of the first ${embedder.maxTokens} word pieces: the question has more`
          : null,
    };
  }

  /** What a question names stands for its meaning; an identifier that no paper goes by has none. */
  function measureNamed([row]: readonly number[]): Measured {
    if (row === undefined) return { vector: null, note: "no paper goes by this identifier: those that mention it" };
    return { vector: viewVector(vectors, row), note: "the paper that has this identifier, then those nearest to it" };
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

  async function match(question: string) {
    const read = readQuestion(question);
    const named = read.identifier && findIdentified(read.identifier, names);
    const found = matchQuestion(index, read, named);
    const { vector, note: told } = named ? measureNamed(named) : await measure(read, found.sought);
    return { read, named, ...found, vector, told };
  }

  async function ask(question: string, mask: Uint8Array | null, limit: number) {
    const { sought, scores: words, whole, allowed, vector, told } = await match(question);
    const scores = { meaning: vector && measureMeaning(vectors, vector), words, whole };
    const found_by: FoundBy = vector ? "meaning and words" : "words";
    return { sought, found_by, told, ranking: rankPapers(scores, joinMasks(allowed, mask), limit) };
  }

  return {
    async find(question, filters, limit) {
      const { sought, found_by, told, ranking } = await ask(question, await filter(filters), limit);
      return {
        found_by,
        note: writeNote(sought, told),
        found: ranking.found,
        whole: ranking.whole,
        hits: Array.from(ranking.rows, (row) => describeHit(papers[row]!, row, ranking, sought)),
      };
    },
    async rank(question) {
      const { sought, found_by, told, ranking } = await ask(question, null, papers.length);
      const { rows, scores, whole } = ranking;
      return {
        found_by,
        note: told,
        whole,
        sought,
        ids: Array.from(rows, (row) => papers[row]!.paper_id),
        scores: Float64Array.from(rows, (row) => scores[row]!),
      };
    },
    async writeSql(question, filters, limit) {
      const { read, named, sought, vector, told } = await match(question);
      const clauses = named?.length
        ? []
        : read.clauses.map((clause) => ({ ...clause, forms: clause.words.map(index.listForms) }));
      const ids = named?.map((row) => papers[row]!.paper_id);
      return writeSearchQuery({
        question,
        sought,
        clauses,
        named: ids?.length ? ids : null,
        vector,
        note: writeNote(sought, told),
        filters,
        limit,
      });
    },
    close: async () => void (await embedder?.close()),
  };
}

function describeHit(
  paper: SearchedPaper,
  row: number,
  { scores, parts }: Ranking,
  sought: readonly SoughtWord[],
): SearchHit {
  const matches = findMatches(paper, sought);
  const nearness = parts.meaning && {
    place: placeOf(parts.meaning, row),
    papers: scores.length,
    isLeading: parts.meaning[row]! >= parts.words[row]!,
  };
  const matched = listMarked(paper, sought);
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

function writeNote(sought: readonly SoughtWord[], told: string | null): string | null {
  return [describeLookup(sought), told].filter(Boolean).join("; ") || null;
}

/** Returns the sum of vectors, of unit length. */
function addVectors(values: Float32Array, dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const [place, value] of values.entries()) sum[place % dimensions]! += value;
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
