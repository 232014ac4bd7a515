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
import type { FindNearest } from "../../pipeline/search/spread-scores.ts";
import { formatTable } from "./table.ts";

/** A question, and how well papers answer it: 2 for one that does, 1 for one that helps. */
type JudgedQuestion = { question: string; relevant: Record<string, number> };

const DEPTH = 10;
const QUESTIONS = new URL("../data/search-questions.json", import.meta.url);

/** Ways to type the same question. */
const VARIANTS: Record<string, (question: string) => string> = {
  mean: (question) => question,
  "a letter left out": (question) => changeLongest(question, (word) => word[0] + word.slice(2)),
  "two letters swapped": (question) =>
    changeLongest(question, (word) => word.slice(0, 2) + word[3] + word[2] + word.slice(4)),
  "a letter changed": (question) => changeLongest(question, (word) => `${word.slice(0, 3)}x${word.slice(4)}`),
  British: (question) => question.replace(/iz(?=e|ing|ation)/g, "is"),
  "the other number": (question) =>
    question.replace(/\b[a-z]{4,}\b/gi, (word) => (word.endsWith("s") ? word.slice(0, -1) : `${word}s`)),
};

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
const rows: string[][] = [];
for (const { question, relevant } of questions)
  rows.push([question.slice(0, 60), ...(await judgeQuestion(question, relevant)).map((figure) => figure.toFixed(2))]);
for (const [name, write] of Object.entries(VARIANTS)) rows.push([name, ...(await judgeAll(write))]);
await model.embedder.close();
console.log(formatTable([`nDCG@${DEPTH}`, "meaning", "words", "page", "terminal"], rows));

async function judgeAll(write: (question: string) => string): Promise<string[]> {
  const sums = [0, 0, 0, 0];
  for (const { question, relevant } of questions)
    for (const [place, figure] of (await judgeQuestion(write(question), relevant)).entries()) sums[place]! += figure;
  return sums.map((sum) => (sum / questions.length).toFixed(3));
}

/** Returns how well meaning alone, words alone, the page and the terminal rank. */
async function judgeQuestion(asked: string, relevant: Record<string, number>): Promise<number[]> {
  const question = readQuestion(asked);
  const match = matchQuestion(index, question, null);
  const { scores: words, whole } = match;
  const texts = [...new Set([question.text, correctText(question.text, match.sought)])];
  const made = await model.embedder!.embed(texts);
  const width = vectors.dimensions;
  const measured = texts.map((_, place) =>
    measureMeaning(vectors, made.vectors.subarray(place * width, (place + 1) * width)),
  );
  const meaning = measured.reduce((sum, other) => sum.map((value, row) => value + other[row]!));
  return [
    rankPapers({ meaning, words: new Float64Array(papers.length) }, null, DEPTH),
    rankPapers({ meaning: null, words, whole }, null, DEPTH),
    rankByWords(match, neighbors, 1, null),
    rankPapers({ meaning, words, whole }, null, DEPTH),
  ].map((ranking) => judge(ranking, relevant));
}

/** Returns the ten nearest papers of each, as the page holds them. */
async function readNeighbors(): Promise<FindNearest> {
  const rowOf = new Map(papers.map(({ paper_id }, row) => [paper_id, row]));
  const found = await database.query<{ paper_id: string; neighbor_id: string; similarity: number }>(ATLAS_NEAREST);
  const start = papers.map(({ paper_id }) => found.findIndex((near) => near.paper_id === paper_id));
  return (row) => {
    const near = found.slice(start[row], [...start, found.length][row + 1]);
    return {
      rows: near.map(({ neighbor_id }) => rowOf.get(neighbor_id)!),
      similarity: near.map(({ similarity }) => similarity),
    };
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

/** Changes the first of a question's longest words, where it has five letters. */
function changeLongest(question: string, change: (word: string) => string): string {
  const words = question.split(" ");
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best));
  return words.map((word) => (word === longest && word.length > 4 ? change(word) : word)).join(" ");
}
