import { formatFigure, formatPercent } from "../text/format-figure.ts";
import { describeLevels } from "../topics/level-names.ts";
import { alignColumns } from "./align-columns.ts";
import type { CorpusEvaluation } from "./corpus-evaluation.ts";
import type { Evaluation } from "./evaluate-corpora.ts";
import type { MeanRow, Summary } from "./summarize-corpora.ts";

type Row = { name: string; topics: string; figures: Readonly<Record<string, number | undefined>> };

/** The columns of the table: a figure, and its title. */
const COLUMNS: readonly (readonly [metric: string, title: string])[] = [
  ["coverage", "cover."],
  ["ari", "ARI"],
  ["nmi", "NMI"],
  ["ami", "AMI"],
  ["homogeneity", "homog."],
  ["completeness", "compl."],
  ["vMeasure", "V"],
  ["purity", "purity"],
  ["npmi", "NPMI"],
  ["cv", "C_v"],
  ["diversity", "divers."],
  ["stability", "stabil."],
  ["seconds", "seconds"],
];

/** Returns an evaluation as text for a terminal: for each corpus our rows, those of other tools, and what else was found; the means of several at the end. */
export function formatEvaluation({ corpora, summary, runId, output }: Evaluation): string {
  const lines = corpora.flatMap((corpus) => [...formatCorpus(corpus), ""]);
  if (corpora.length > 1) lines.push(...formatSummary(summary, corpora.length), "");
  lines.push(
    "Scores are means over the seeds; stability is the mean ARI between seeds; seconds are of the first, topic space included.",
    "NPMI, C_v and diversity are of each topic's ten best words, in all their forms; NPMI over whole texts of this sample, C_v over windows of 110 words.",
    `Evaluation ${runId} in ${output}: SELECT * FROM evaluations`,
  );
  return `${lines.join("\n")}\n`;
}

function formatCorpus(evaluation: CorpusEvaluation): string[] {
  const { rows, peers, topics, trustworthiness } = evaluation;
  const own = rows.map(({ name, metrics }) => ({ name, topics: String(metrics.topics), figures: metrics }));
  const others = (peers?.rows ?? []).map(({ tool, topics: found, ...figures }) => ({
    name: tool,
    topics: found,
    figures,
  }));
  const error = Math.abs(topics.nearest - topics.true) / topics.true;
  const seconds = Object.entries(evaluation.seconds).map(
    ([part, value]) => `${part.replaceAll("_", " ")} ${formatFigure(value, 1)}`,
  );
  const lines = [`${evaluation.corpus}: ${evaluation.papers} texts, ${topics.true} labels`, ""];
  lines.push(...formatRows(own, others), "");
  if (peers) lines.push(`Other tools on ${peers.name}: ${peers.source}.`);
  lines.push(
    `Topics: ${describeLevels(topics.levels)} found, ${topics.true} true (error of the nearest level ${formatPercent(error)}): ${topics.reason}`,
    `Map: ${Number.isNaN(trustworthiness) ? "not drawn" : `trustworthiness ${formatFigure(trustworthiness, 3)}`}`,
    `Seconds: ${seconds.join(", ")}`,
    ...formatFloors(evaluation.missedFloors),
  );
  return lines;
}

function formatSummary({ rows, peers, topicError }: Summary, corpora: number): string[] {
  const toRow = ({ name, figures }: MeanRow) => ({ name, topics: "", figures });
  return [
    `Means over ${corpora} corpora`,
    "",
    ...formatRows(rows.map(toRow), peers.map(toRow)),
    "",
    `Topics: median error of the number found ${formatPercent(topicError)}`,
  ];
}

function formatRows(own: readonly Row[], others: readonly Row[]): string[] {
  const header = ["", "topics", ...COLUMNS.map(([, title]) => title)];
  const toCells = ({ name, topics, figures }: Row) => [
    name,
    topics,
    ...COLUMNS.map(([metric]) => formatScore(figures[metric])),
  ];
  return alignColumns(
    header,
    [own, others].filter(({ length }) => length > 0).map((rows) => rows.map(toCells)),
  );
}

function formatScore(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "-" : formatFigure(value, 3);
}

function formatFloors(missed: CorpusEvaluation["missedFloors"]): string[] {
  if (missed === null) return ["Floors: none recorded for this corpus and these settings"];
  if (missed.length === 0) return ["Floors: all reached"];
  return missed.map(
    ({ row, metric, value, least }) =>
      `Floor missed: ${row}, ${metric}: ${formatScore(value)} where at least ${formatScore(least)} is recorded`,
  );
}
