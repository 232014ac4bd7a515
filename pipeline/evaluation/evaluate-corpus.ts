import { type Config, parseConfig } from "../config.ts";
import { type Embedder, openEmbedder } from "../embedder.ts";
import { type Log, silentLog } from "../log.ts";
import { EvaluationDatabase, type Figure } from "./evaluation-database.ts";
import { type Floors, findMissedFloors, type MissedFloor, RECORDED_FLOORS } from "./floors.ts";
import { type LabelledCorpus, readLabelledCorpus } from "./labelled-corpus.ts";
import { type MeasuredTopics, measureTopics } from "./measure-topics.ts";
import { findPeerFigures, type PeerFigures } from "./peer-figures.ts";

/** What is evaluated, and how. */
export type EvaluationSettings = {
  corpus: string;
  label: string;
  text?: string;
  /** Texts to take; 0 takes all. */
  sample: number;
  /** Runs with different seeds. */
  seeds: number;
  /** Whether the map is drawn and judged; left out, only where it takes no minutes. */
  map?: boolean;
  /** File that keeps vectors and figures. */
  output: string;
  /** Settings of the pipeline that differ from their defaults. */
  pipeline: Record<string, unknown>;
};

/** What an evaluation gave, as `--json` shows it. Figures that could not be measured are NaN, in JSON null. */
export type Evaluation = MeasuredTopics & {
  runId: number;
  corpus: string;
  papers: number;
  wordless: number;
  peers: PeerFigures | null;
  /** Figures below their floor; null where there are no floors for these settings. */
  missedFloors: MissedFloor[] | null;
  output: string;
};

type Effects = {
  log: Log;
  now: () => Date;
  openEmbedder: (config: Config, log: Log) => Promise<Embedder>;
  floors: Floors;
};

const MOST_TEXTS_FOR_MAP = 3000;

/** Measures topics on a labelled corpus, and stores the figures beside those of earlier evaluations. */
export async function evaluateCorpus(
  settings: EvaluationSettings,
  effects: Partial<Effects> = {},
): Promise<Evaluation> {
  const { log, now, floors, ...defaults } = {
    log: silentLog,
    now: () => new Date(),
    floors: RECORDED_FLOORS,
    ...effects,
  };
  const open = defaults.openEmbedder ?? openEmbedder;
  const config = parseConfig(settings.pipeline);
  const at = now();
  const corpus = await readLabelledCorpus({ ...settings, path: settings.corpus });
  log.info(`  ${corpus.texts.length} texts of ${corpus.name}, ${corpus.labels.length} labels`);
  if (corpus.wordless > 0) log.info(`  ${corpus.wordless} records without a word are left out`);
  const database = await EvaluationDatabase.open(settings.output);
  try {
    const startedAt = performance.now();
    const { vectors, embedded, modelSha256 } = await embedCorpus(database, corpus, config, open, log);
    const embed = (performance.now() - startedAt) / 1000;
    log.info(`  ${embedded} texts embedded, the others known`);
    const map = settings.map ?? corpus.texts.length <= MOST_TEXTS_FOR_MAP;
    const measured = await measureTopics(corpus, vectors, config, { seeds: settings.seeds, map }, log);
    const seconds = { embed, ...measured.seconds };
    const figures = listFigures({ ...measured, seconds });
    const { sample, seeds, label, text = null } = settings;
    const conditions = { ...config, sha256: corpus.sha256, sample, seeds, label, text, modelSha256 };
    const missedFloors = findMissedFloors(floors, figures, conditions);
    const runId = await database.record(corpus.name, figures, conditions, at);
    return {
      ...{ runId, corpus: corpus.name, papers: corpus.texts.length, wordless: corpus.wordless, ...measured, seconds },
      ...{ peers: findPeerFigures(corpus.labels), missedFloors, output: settings.output },
    };
  } finally {
    database.close();
  }
}

async function embedCorpus(
  database: EvaluationDatabase,
  corpus: LabelledCorpus,
  config: Config,
  open: Effects["openEmbedder"],
  log: Log,
) {
  const embedder = await open(config, log);
  try {
    return { ...(await database.embed(corpus, embedder, config, log)), modelSha256: embedder.modelSha256 };
  } finally {
    await embedder.close();
  }
}

function listFigures({ rows, topics, trustworthiness, seconds }: MeasuredTopics): Figure[] {
  const corpusFigures = {
    true_topics: topics.true,
    found_topics: topics.found,
    trustworthiness,
    ...Object.fromEntries(Object.entries(seconds).map(([part, value]) => [`${part}_seconds`, value])),
  };
  return [...rows.map(({ name, metrics }) => ({ name, metrics })), { name: "corpus", metrics: corpusFigures }].flatMap(
    ({ name, metrics }) => Object.entries(metrics).map(([metric, value]) => ({ row: name, metric, value })),
  );
}
