import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import type { StabilityVerdict } from "../topics/judge-stability.ts";
import { nameLevel } from "../topics/level-names.ts";
import type { NumberedTopics } from "../topics/number-topics.ts";
import { measureAgreement } from "./partition-scores.ts";
import type { FoundTopics } from "./topic-stages.ts";

/** How steady a level of topics is. Figures that could not be measured are NaN, in JSON null. */
export type LevelStability = {
  level: string;
  /** Topics in the run of the first seed, and in that of each seed. */
  topics: number;
  seedTopics: number[];
  /** Topics of the nearest level of each sample. */
  sampleTopics: number[];
  /** Share of the texts that the largest topic holds. */
  largestShare: number;
  /** Mean stability of the topics, as the run judged it, and the verdict; null where there is none. */
  topicStability: number;
  verdict: StabilityVerdict | null;
  /** Mean adjusted Rand index between runs of two seeds. */
  seedStability: number;
  /** Adjusted Rand index of the two samples on the texts that they share. */
  sampleStability: number;
};

/** The levels found in a random sample: the rows of its texts, ascending, and the topics of each, the finest level first. */
export type SampledLevels = { rows: Int32Array; levels: readonly NumberedTopics[] };

/**
 * Returns how steady each level of the first run is, the finest first. In another run or a sample stands for it the level whose number of
 * topics is nearest, the finer of two as near.
 */
export function judgeLevelStability(
  runs: readonly Pick<FoundTopics, "levels" | "verdicts">[],
  samples: readonly [SampledLevels, SampledLevels],
): LevelStability[] {
  const { levels, verdicts } = runs[0]!;
  return levels.map(({ topicOf, k }, level) => {
    const ofSeeds = runs.map((run) => findNearestLevel(run.levels, k));
    const ofSamples = samples.map((sample) => ({ ...sample, ...findNearestLevel(sample.levels, k) }));
    return {
      level: nameLevel(level, levels.length),
      topics: k,
      seedTopics: ofSeeds.map((own) => own.k),
      sampleTopics: ofSamples.map((own) => own.k),
      largestShare: Math.max(0, ...countClusterSizes(topicOf, k)) / topicOf.length,
      topicStability: verdicts[level]?.stability ?? Number.NaN,
      verdict: verdicts[level]?.verdict ?? null,
      seedStability: measureAgreement(ofSeeds.map((own) => own.topicOf)),
      sampleStability: compareSamples(ofSamples[0]!, ofSamples[1]!),
    };
  });
}

function findNearestLevel(levels: readonly NumberedTopics[], topics: number): NumberedTopics {
  const distances = levels.map(({ k }) => Math.abs(k - topics));
  return levels[distances.indexOf(Math.min(...distances))]!;
}

type SampledTopics = { rows: Int32Array; topicOf: Int32Array };

function compareSamples(first: SampledTopics, second: SampledTopics): number {
  const topicOfRow = new Map(Array.from(second.rows, (row, index) => [row, second.topicOf[index]!]));
  const shared = [...first.rows.keys()].filter((index) => topicOfRow.has(first.rows[index]!));
  return computeAdjustedRand(
    shared.map((index) => first.topicOf[index]!),
    shared.map((index) => topicOfRow.get(first.rows[index]!)!),
  );
}
