import { countVectors, pickVectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { chooseBroaderTopics, countMostScannedAbove } from "./broad-topic-count.ts";
import { chooseFineTopics, scanForFineTopics, type TopicCountChoice } from "./fine-topic-count.ts";
import {
  createTopicCountMeter,
  listTopicCounts,
  type ScanOptions,
  type ScanRow,
  type TopicCountMeter,
} from "./topic-count-scan.ts";
import type { TopicSpace } from "./topic-space.ts";

/** Which levels are wanted: all that there are, the broad or the fine one alone, or so many fine topics with those above them. */
export type WantedTopics = "auto" | "broad" | "fine" | number;

/** How many topics each level has, the finest first, and every number that was measured, ascending. */
export type LevelPlan = { choices: TopicCountChoice[]; scan: ScanRow[] };

/** How the plan is made: of at most `sample` papers. */
export type PlanOptions = Omit<ScanOptions, "seed"> & {
  topics: WantedTopics;
  sample: number;
  /** The scanned numbers that the levels of the last run rest on, the finest first; they are kept where others are better by chance only. */
  last?: readonly number[];
};

/** How many topics there are has one answer, which random halves only approximate: the seed of the run is not to be felt in it. */
const SEED_OF_SCAN = 1;

/** Chooses the number of topics of each level from what repeats in subsamples and halves of the papers. */
export async function planLevels(
  space: TopicSpace,
  options: PlanOptions,
  onMeasured: () => void = () => {},
): Promise<LevelPlan> {
  const papers = countVectors(space.smooth);
  const rows = sampleIndices(createRandom(SEED_OF_SCAN, "scan"), papers, Math.min(papers, options.sample));
  const sample = { smooth: pickVectors(space.smooth, rows), sharp: pickVectors(space.sharp, rows) };
  const measure = createTopicCountMeter(sample, { ...options, seed: SEED_OF_SCAN });
  const candidates = listTopicCounts(rows.length);
  const [lastFine = null, ...lastBroader] = options.last ?? [];
  if (typeof options.topics === "number") {
    const given = { topics: options.topics, k: options.topics, reason: "given by --topics" };
    const above = candidates.filter((k) => k <= countMostScannedAbove(given.topics));
    const scan: ScanRow[] = [];
    for (const k of above) {
      scan.push(await measure(k));
      onMeasured();
    }
    return complete([given, ...chooseBroaderTopics(scan, given.topics, lastBroader)], scan, measure, rows.length);
  }
  const scan = await scanForFineTopics(candidates, measure, onMeasured);
  const fine = chooseFineTopics(scan, rows.length, papers, lastFine);
  const all = [fine, ...chooseBroaderTopics(scan, fine.topics, lastBroader)];
  const choices = { auto: all, fine: [fine], broad: all.slice(-1) }[options.topics];
  return complete(choices, scan, measure, rows.length);
}

/** Measures the numbers that were chosen between those of the scan, where there are papers enough. */
async function complete(
  choices: TopicCountChoice[],
  scan: readonly ScanRow[],
  measure: TopicCountMeter,
  rows: number,
): Promise<LevelPlan> {
  const missing = choices.map(({ k }) => k).filter((k) => k <= rows / 2 && scan.every((row) => row.k !== k));
  const measured = [...scan];
  for (const k of missing) measured.push(await measure(k));
  return { choices, scan: measured.sort((a, b) => a.k - b.k) };
}
