import type { Config } from "../config.ts";
import { chooseTopicWords } from "../labels/topic-words.ts";
import type { Log } from "../log.ts";
import { clusterByKMeans } from "../numeric/kmeans.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import { type ContentWord, countContentWords } from "../text/content-words.ts";
import { computeCoherence } from "./coherence.ts";
import { computeDiversity } from "./diversity.ts";
import { judgeLevels } from "./judge-levels.ts";
import type { LabelledCorpus } from "./labelled-corpus.ts";
import { measureAgreement, scorePartition } from "./partition-scores.ts";
import { type FoundTopics, TopicStages } from "./topic-stages.ts";
import { computeWindowCoherence } from "./window-coherence.ts";

/** Words of a topic that NPMI, C_v and diversity are measured by. */
const JUDGED_WORDS = 10;
const LEAST_DOCUMENTS = 2;

/** The ways to make topics that are compared. */
export const ROW_NAMES = [
  "k-means, raw vectors, true k",
  "ours, true k",
  "ours, k found",
  "ours, nearest level",
] as const;

/** Figures of one way to make topics: means over the seeds; stability is their agreement. NaN where nothing can be measured. */
export type MeasuredRow = {
  name: (typeof ROW_NAMES)[number];
  metrics: Record<string, number>;
  /** The words of each topic that NPMI, C_v and diversity are measured by; of the first seed. */
  topicWords: string[][];
};

/** Everything that was measured on a corpus. `seconds` are of the parts; of what is done for each seed, of the first. */
export type MeasuredTopics = {
  rows: MeasuredRow[];
  /** `found` is the number of the main level, `levels` of each, the finest first, `nearest` of the one nearest to the true number. */
  topics: { true: number; found: number; levels: number[]; nearest: number; reason: string };
  trustworthiness: number;
  seconds: Record<string, number>;
};

/** Measures raw k-means and the pipeline's own stages with `seeds` seeds, from that of the settings on. The number of topics is looked for once. */
export async function measureTopics(
  corpus: LabelledCorpus,
  vectors: Vectors,
  config: Config,
  { seeds, map }: { seeds: number; map: boolean },
  log: Log,
): Promise<MeasuredTopics> {
  const k = corpus.labels.length;
  const configs = Array.from({ length: seeds }, (_, index) => ({ ...config, seed: config.seed + index }));
  const raw = configs.map(({ seed, restarts }) => clusterRaw(vectors, k, restarts, seed));
  const given: FoundTopics[] = [];
  const found: FoundTopics[] = [];
  const seconds: Record<string, number> = {};
  let trustworthiness = Number.NaN;
  for (const [index, own] of configs.entries()) {
    const stages = await TopicStages.open(corpus.texts, vectors, own, log);
    try {
      const space = await stages.buildSpace();
      given.push(withSpace(await stages.cluster(k), space));
      found.push(withSpace(await stages.cluster("auto"), space));
      log.info(`  seed ${own.seed}: topics at k = ${k} and k = ${found[0]!.k}`);
      if (index > 0) continue;
      Object.assign(seconds, {
        space,
        cluster: given[0]!.seconds - space,
        scan_and_cluster: found[0]!.seconds - space,
      });
      if (!map) continue;
      const projected = await stages.project();
      trustworthiness = projected.trustworthiness;
      seconds.map = projected.seconds;
    } finally {
      stages.close();
    }
  }
  const startedAt = performance.now();
  const { words, listKeys } = countContentWords(corpus.texts, LEAST_DOCUMENTS);
  const vocabulary = { words, keys: listKeys() };
  const judged = judgeLevels(corpus.truth, found[0]!.levels);
  const level = judged.counts.indexOf(judged.nearest);
  const nearest = found.map((topics) => ({ ...topics, ...topics.levels[Math.min(level, topics.levels.length - 1)]! }));
  const rows = [raw, given, found, nearest].map((partitions, index) => ({
    name: ROW_NAMES[index]!,
    ...measureRow(partitions, corpus, vocabulary),
  }));
  seconds.words = (performance.now() - startedAt) / 1000;
  const topics = {
    true: k,
    found: found[0]!.k,
    levels: judged.counts,
    nearest: judged.nearest,
    reason: found[0]!.reason,
  };
  return { rows, topics, trustworthiness, seconds };
}

function clusterRaw(vectors: Vectors, k: number, restarts: number, seed: number): FoundTopics {
  const startedAt = performance.now();
  const { clusterOf: topicOf } = clusterByKMeans(vectors, { k, restarts }, createRandom(seed, "raw k-means"));
  const topics = { topicOf, k, coverage: 1 };
  return {
    ...topics,
    levels: [topics],
    verdicts: [null],
    reason: "given",
    seconds: (performance.now() - startedAt) / 1000,
  };
}

function withSpace(topics: FoundTopics, space: number): FoundTopics {
  return { ...topics, seconds: topics.seconds + space };
}

function measureRow(
  partitions: readonly FoundTopics[],
  { truth, texts }: LabelledCorpus,
  { words, keys }: { words: readonly ContentWord[]; keys: readonly string[][] },
): Omit<MeasuredRow, "name"> {
  const topicWords = partitions.map(({ topicOf, k }) =>
    chooseTopicWords(words, topicOf, k, JUDGED_WORDS).map((own) => own.map(({ word }) => word)),
  );
  const measured = partitions.map(({ topicOf, coverage }, index) => ({
    coverage,
    ...scorePartition(truth, topicOf),
    npmi: computeCoherence(topicWords[index]!, texts.length),
    cv: computeWindowCoherence(
      topicWords[index]!.map((own) => own.map(({ key }) => key)),
      keys,
    ),
    diversity: computeDiversity(topicWords[index]!),
  }));
  const names = Object.keys(measured[0]!) as (keyof (typeof measured)[0])[];
  const means = names.map((name) => [name, measured.reduce((sum, row) => sum + row[name], 0) / measured.length]);
  const metrics = {
    topics: partitions[0]!.k,
    ...Object.fromEntries(means),
    stability: measureAgreement(partitions.map(({ topicOf }) => topicOf)),
    seconds: partitions[0]!.seconds,
  };
  return { metrics, topicWords: topicWords[0]!.map((own) => own.map(({ surface }) => surface)) };
}
