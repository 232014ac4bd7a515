import { readFile } from "node:fs/promises";
import { ATLAS_NEAREST } from "../../pipeline/atlas/queries.ts";
import { openAtlasDatabase } from "../../pipeline/database/open-atlas-database.ts";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { openQuestionModel, readVectorOrigin } from "../../pipeline/paper-search/question-model.ts";
import { readSearchedPapers, readSearchedVectors } from "../../pipeline/paper-search/searched-papers.ts";
import { correctText, matchQuestion } from "../../pipeline/search/match-question.ts";
import { measureMeaning } from "../../pipeline/search/measure-meaning.ts";
import { rankByWords } from "../../pipeline/search/rank-by-words.ts";
import { type Ranking, rankPapers } from "../../pipeline/search/rank-papers.ts";
import { readQuestion } from "../../pipeline/search/read-question.ts";
import { buildSearchIndex } from "../../pipeline/search/search-index.ts";
import type { Neighbors } from "../../pipeline/search/spread-scores.ts";
import { formatTable } from "./table.ts";

/** A question, and how well papers answer it: 2 for one that does, 1 for one that helps. */
type JudgedQuestion = { question: string; relevant: Record<string, number> };

const DEPTH = 10;
const QUESTIONS = new URL("../data/search-questions.json", import.meta.url);

/** Prints how well the search ranks the papers of judged questions. Arguments: the output folder, and a file of questions if not the project's own. */
const [output = "output", file] = process.argv.slice(2);
const questions: JudgedQuestion[] = JSON.parse(await readFile(file ?? QUESTIONS, "utf8"));
const database = await openAtlasDatabase(output);
const papers = await readSearchedPapers(database);
const vectors = await readSearchedVectors(database, papers);
const model = await openQuestionModel(await readVectorOrigin(database), createOnnxSource(findModelDirectories()));
const neighbors = await readNeighbors();
database.close();
if (!model.embedder) throw new Error(`no model: ${model.note}`);
const known = new Set(papers.map(({ paper_id }) => paper_id));
const unknown = questions.flatMap(({ relevant }) => Object.keys(relevant)).filter((id) => !known.has(id));
if (unknown.length > 0) console.warn(`judged papers that are not in the file: ${unknown.length}`);

const index = await buildSearchIndex(papers, () => Promise.resolve());
const sums = { meaning: 0, words: 0, page: 0, terminal: 0 };
const rows: string[][] = [];
for (const { question, relevant } of questions) {
  const match = matchQuestion(index, readQuestion(question), null);
  const { scores: words, whole } = match;
  const text = correctText(readQuestion(question).text, match.sought);
  const meaning = measureMeaning(vectors, (await model.embedder.embed([text])).vectors);
  const none = new Float64Array(papers.length);
  const figures = {
    meaning: judge(rankPapers({ meaning, words: none, whole: new Uint8Array(papers.length) }, null, DEPTH), relevant),
    words: judge(rankPapers({ meaning: null, words, whole }, null, DEPTH), relevant),
    page: judge(rankByWords(match, neighbors, 1, null), relevant),
    terminal: judge(rankPapers({ meaning, words, whole }, null, DEPTH), relevant),
  };
  for (const kind of Object.keys(sums) as (keyof typeof sums)[]) sums[kind] += figures[kind];
  rows.push([question.slice(0, 60), ...Object.values(figures).map((figure) => figure.toFixed(2))]);
}
await model.embedder.close();
rows.push(["mean", ...Object.values(sums).map((sum) => (sum / questions.length).toFixed(3))]);
console.log(formatTable([`nDCG@${DEPTH}`, ...Object.keys(sums)], rows));

/** Returns the ten nearest papers of each, as the page holds them. */
async function readNeighbors(): Promise<Neighbors> {
  const rowOf = new Map(papers.map(({ paper_id }, row) => [paper_id, row]));
  const found = await database.query<{ paper_id: string; neighbor_id: string; similarity: number }>(ATLAS_NEAREST);
  const start = papers.map(({ paper_id }) => found.findIndex((near) => near.paper_id === paper_id));
  return {
    start: [...start, found.length],
    row: found.map(({ neighbor_id }) => rowOf.get(neighbor_id)!),
    similarity: found.map(({ similarity }) => similarity),
  };
}

/** Returns the nDCG@10 of a ranking: gains of 2^grade - 1, discounted by log2(place + 1), as a share of the best possible. */
function judge({ rows: ranked }: Ranking, relevant: Record<string, number>): number {
  const found = [...ranked].slice(0, DEPTH).map((row) => relevant[papers[row]!.paper_id] ?? 0);
  const best = Object.values(relevant).sort((a, b) => b - a);
  return sumGains(found) / sumGains(best);
}

function sumGains(grades: readonly number[]): number {
  return grades.slice(0, DEPTH).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}
