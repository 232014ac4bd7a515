import { readFile } from "node:fs/promises";
import { openAtlasDatabase } from "../../pipeline/database/open-atlas-database.ts";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { openQuestionModel, readVectorOrigin } from "../../pipeline/paper-search/question-model.ts";
import { readSearchedPapers, readSearchedVectors } from "../../pipeline/paper-search/searched-papers.ts";
import { measureMeaning } from "../../pipeline/search/measure-meaning.ts";
import { type PaperScores, rankPapers } from "../../pipeline/search/rank-papers.ts";
import { readQuestion } from "../../pipeline/search/read-question.ts";
import { buildSearchIndex } from "../../pipeline/search/search-index.ts";
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
database.close();
if (!model.embedder) throw new Error(`no model: ${model.note}`);
const known = new Set(papers.map(({ paper_id }) => paper_id));
const unknown = questions.flatMap(({ relevant }) => Object.keys(relevant)).filter((id) => !known.has(id));
if (unknown.length > 0) console.warn(`judged papers that are not in the file: ${unknown.length}`);

const index = await buildSearchIndex(papers, () => Promise.resolve());
const sums = { meaning: 0, words: 0, both: 0 };
const rows: string[][] = [];
for (const { question, relevant } of questions) {
  const words = index.score(readQuestion(question));
  const meaning = measureMeaning(vectors, (await model.embedder.embed([question])).vectors);
  const figures = {
    meaning: judge({ meaning, words: new Float64Array(papers.length) }, relevant),
    words: judge({ meaning: null, words }, relevant),
    both: judge({ meaning, words }, relevant),
  };
  for (const kind of Object.keys(sums) as (keyof typeof sums)[]) sums[kind] += figures[kind];
  rows.push([question.slice(0, 60), ...Object.values(figures).map((figure) => figure.toFixed(2))]);
}
await model.embedder.close();
rows.push(["mean", ...Object.values(sums).map((sum) => (sum / questions.length).toFixed(3))]);
console.log(formatTable([`nDCG@${DEPTH}`, ...Object.keys(sums)], rows));

/** Returns the nDCG@10 of a ranking: gains of 2^grade - 1, discounted by log2(place + 1), as a share of the best possible. */
function judge(scores: PaperScores, relevant: Record<string, number>): number {
  const found = [...rankPapers(scores, null, DEPTH).rows].map((row) => relevant[papers[row]!.paper_id] ?? 0);
  const best = Object.values(relevant).sort((a, b) => b - a);
  return sumGains(found) / sumGains(best);
}

function sumGains(grades: readonly number[]): number {
  return grades.slice(0, DEPTH).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}
