import { power } from "../numeric/power.ts";
import { averageAround } from "./average-around.ts";
import type { ScanRow, TopicCountMeter } from "./topic-count-scan.ts";

/** A number of topics, the scanned number that it rests on, and why it was taken, in words. */
export type TopicCountChoice = { topics: number; k: number; reason: string };

/** Share of the most information that the finest level keeps. The curve is flat at its top and steep behind it: its edge is sure, its top is not. */
const KEPT = 0.94;
const WIDTH = 0.2;

/** Share of the most information under which finer topics need not be tried, and the number that is tried in any case. */
const ENOUGH = 0.85;
const TRIED = 12;

/** Prediction from which halves foretell each other almost wholly. */
const CLEAR_PREDICTION = 0.9;

/** Share by which the edge of the same kind of papers moves by chance: where a fifth of them was left out it moved by a tenth. */
const CHANCE = 0.1;

/** Information below which nothing repeats. */
const LEAST_INFORMATION = 0.05;

/** Power by which topics grow with papers beyond those that were scanned, a little less than the root: measured on 600 to 4,800 posts. */
const GROWTH = 0.4;
const MOST_PAPERS_PER_TOPIC = 60;
const VARIED_PAPERS = 2000;
const LEAST_PAPERS_PER_TOPIC = 12;
const FEW_TOPICS = 5;

/**
 * Measures candidates in ascending order until the information that repeats has clearly fallen behind its most. The next one is begun before the last is judged, so that no thread
 * waits.
 */
export async function scanForFineTopics(
  candidates: readonly number[],
  measure: TopicCountMeter,
  onMeasured: () => void = () => {},
): Promise<ScanRow[]> {
  const scan: ScanRow[] = [];
  const begin = (place: number) => {
    const measuring = place < candidates.length ? measure(candidates[place]!) : null;
    // A failure is thrown where it is awaited, not before.
    measuring?.catch(() => {});
    return measuring;
  };
  let [current, next] = [begin(0), begin(1)];
  for (let place = 0; current !== null; place++) {
    scan.push(await current);
    onMeasured();
    const scores = scoreFineTopics(scan);
    if (candidates[place]! > TRIED && scores.at(-1)! < ENOUGH * Math.max(...scores)) {
      await next;
      break;
    }
    [current, next] = [next, begin(place + 2)];
  }
  return scan;
}

/** Returns the information of each row, averaged by normal weights a fifth of ln k wide, none less than 0. */
export function scoreFineTopics(scan: readonly ScanRow[]): number[] {
  return averageAround(scan, WIDTH, ({ information }) => Math.max(0, information));
}

/**
 * Returns the number of fine topics: the largest that keeps .94 of the most information that repeats, or where one repeats almost wholly, that. Halves of more papers repeat more, so
 * it grows with the papers beyond the `scanned` ones. It stays between a topic for every 60 papers and one for every 12. The scanned number of the `last` run, if any, is kept where the edge is within a tenth of it.
 */
export function chooseFineTopics(
  scan: readonly ScanRow[],
  scanned: number,
  papers: number,
  last: number | null = null,
): TopicCountChoice {
  const scores = scoreFineTopics(scan);
  const most = Math.max(...scores);
  if (most < LEAST_INFORMATION) {
    return { topics: 2, k: 2, reason: "nothing repeats between halves of the papers; the smallest number is taken" };
  }
  const clear = findClear(scan);
  const found = clear?.k ?? findEdge(scan, scores);
  const isKept = last !== null && last !== found && !clear && isByChance(found, last);
  const edge = isKept ? last : found;
  const grown = Math.round(edge * power(papers / scanned, GROWTH));
  const topics = Math.min(Math.max(grown, countLeast(papers)), countMost(papers));
  const peak = scan[scores.indexOf(most)]!.k;
  const basis = `the finest number that keeps ${100 * KEPT} % of the information that repeats between halves (most, ${most.toFixed(2)} nats, near ${peak})`;
  const growth = grown === edge ? "" : `; ${edge} for the ${scanned} papers looked at, ${grown} for all ${papers}`;
  const limit =
    topics === grown ? "" : `; ${grown} would be too ${topics > grown ? "few" : "many"} for ${papers} papers`;
  const reason = clear
    ? `the number at which halves of the papers foretell each other almost wholly (prediction ${clear.prediction.toFixed(2)}), and no other says more`
    : basis;
  const holding = isKept ? `; that is ${found} now, and within chance of ${last}, which the last run had` : "";
  return { topics, k: edge, reason: reason + holding + growth + limit };
}

function isByChance(found: number, last: number): boolean {
  return Math.max(found, last) <= (1 + CHANCE) * Math.min(found, last);
}

/** Returns the number that repeats best, if almost wholly, of those that say about as much as any: where papers part so clearly, finer topics are chance. */
function findClear(scan: readonly ScanRow[]): ScanRow | undefined {
  const least = KEPT * Math.max(...scan.map(({ information }) => information));
  const clear = scan.filter(({ information, prediction }) => information >= least && prediction >= CLEAR_PREDICTION);
  return clear.toSorted((a, b) => b.prediction - a.prediction || a.k - b.k)[0];
}

/** Returns where the scores fall under .93 of the largest behind it, between two numbers by a straight line over ln k. */
function findEdge(scan: readonly ScanRow[], scores: readonly number[]): number {
  const least = KEPT * Math.max(...scores);
  let place = scores.indexOf(Math.max(...scores));
  while (place + 1 < scores.length && scores[place + 1]! >= least) place++;
  const last = scan[place]!.k;
  if (place + 1 === scan.length) return last;
  const share = (scores[place]! - least) / (scores[place]! - scores[place + 1]!);
  return Math.round(last * power(scan[place + 1]!.k / last, share));
}

function countLeast(papers: number): number {
  const varied = Math.min(papers, VARIED_PAPERS) / MOST_PAPERS_PER_TOPIC;
  return Math.max(2, Math.round(Math.max(varied, Math.sqrt(Math.min(papers, VARIED_PAPERS)) / 2)));
}

function countMost(papers: number): number {
  const few = Math.min(FEW_TOPICS, (2 * papers) / LEAST_PAPERS_PER_TOPIC);
  return Math.max(2, Math.floor(Math.max(few, papers / LEAST_PAPERS_PER_TOPIC)));
}
