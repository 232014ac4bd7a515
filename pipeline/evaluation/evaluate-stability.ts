import { pickVectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import type { Corpus, TextSource } from "./corpus-texts.ts";
import type { Figure } from "./evaluation-database.ts";
import {
  type EmbeddedCorpus,
  measureCorpora,
  readCorpora,
  type SessionEffects,
  type SessionSettings,
} from "./evaluation-session.ts";
import { judgeLevelStability, type LevelStability, type SampledLevels } from "./judge-level-stability.ts";
import { type FoundTopics, TopicStages } from "./topic-stages.ts";
import { readUnlabelledCorpus } from "./unlabelled-corpus.ts";

/** How texts without labels are evaluated. */
export type StabilitySettings = SessionSettings<TextSource> & {
  /** Runs with different seeds. */
  seeds: number;
};

/** How steady the levels of a corpus are, the finest first; `seconds` are those of the first run. */
export type CorpusStability = {
  corpus: string;
  papers: number;
  levels: LevelStability[];
  reason: string;
  seconds: number;
};

/** What the evaluation gave, as `--json` shows it. */
export type StabilityEvaluation = { runId: number; output: string; corpora: CorpusStability[] };

const SAMPLE_SHARE = 0.8;
const SAMPLE_SEED = 1;

/** Judges the topics of texts without labels by how they hold between seeds and between two random samples of 80 %, and stores the figures. */
export async function evaluateStability(
  settings: StabilitySettings,
  effects: Partial<SessionEffects> = {},
): Promise<StabilityEvaluation> {
  const { seeds } = settings;
  const corpora = await readCorpora(settings, readUnlabelledCorpus);
  const { runId, results } = await measureCorpora(corpora, settings, effects, async (embedded) => {
    const result = await measureStability(embedded, seeds);
    return { result, figures: listFigures(result), conditions: { seeds, sampleShare: SAMPLE_SHARE } };
  });
  return { runId, output: settings.output, corpora: results };
}

async function measureStability(embedded: EmbeddedCorpus, seeds: number): Promise<CorpusStability> {
  const { corpus, config, log } = embedded;
  const count = corpus.texts.length;
  const all = Int32Array.from(corpus.texts.keys());
  const runs: FoundTopics[] = [];
  for (let seed = config.seed; seed < config.seed + seeds; seed++) {
    const topics = await findTopics(embedded, all, seed);
    log.info(`  seed ${seed}: ${countTopics(topics)} topics found`);
    runs.push(topics);
  }
  const sample = async (name: string): Promise<SampledLevels> => {
    const rows = sampleIndices(createRandom(SAMPLE_SEED, name), count, Math.round(SAMPLE_SHARE * count));
    const topics = await findTopics(embedded, rows, config.seed);
    log.info(`  ${name}: ${countTopics(topics)} topics found in ${rows.length} texts`);
    return { rows, levels: topics.levels };
  };
  const samples = [await sample("first sample"), await sample("second sample")] as const;
  const { reason, seconds } = runs[0]!;
  return { corpus: corpus.name, papers: count, levels: judgeLevelStability(runs, samples), reason, seconds };
}

async function findTopics(
  { corpus, vectors, config, log }: EmbeddedCorpus<Corpus>,
  rows: Int32Array,
  seed: number,
): Promise<FoundTopics> {
  const texts = Array.from(rows, (row) => corpus.texts[row]!);
  const stages = await TopicStages.open(texts, pickVectors(vectors, rows), { ...config, seed }, log);
  try {
    const space = await stages.buildSpace();
    const topics = await stages.cluster("auto");
    return { ...topics, seconds: space + topics.seconds };
  } finally {
    stages.close();
  }
}

function countTopics({ levels }: FoundTopics): string {
  return levels.map(({ k }) => k).join(" / ");
}

function listFigures({ papers, levels, seconds }: CorpusStability): Figure[] {
  const ofLevels = levels.flatMap(({ level, topics, sampleTopics, ...figures }, place) =>
    Object.entries({
      topics,
      sample_1_topics: sampleTopics[0]!,
      sample_2_topics: sampleTopics[1]!,
      largest_share: figures.largestShare,
      topic_stability: figures.topicStability,
      seed_stability: figures.seedStability,
      sample_stability: figures.sampleStability,
    }).map(([metric, value]) => ({ row: nameRow(level, place), metric, value })),
  );
  return [
    ...ofLevels,
    { row: "corpus", metric: "texts", value: papers },
    { row: "corpus", metric: "seconds", value: seconds },
  ];
}

/** Middle levels have their place in their name, so that no two rows are the same. */
function nameRow(level: string, place: number): string {
  return level === "middle" ? `${level} level ${place}` : `${level} level`;
}
