import { type Config, parseConfig } from "../config.ts";
import type { Embedder, EmbedderSource } from "../embedding/embedder.ts";
import { findModelDirectories } from "../embedding/model-directories.ts";
import { createOnnxSource } from "../embedding/onnx-embedder.ts";
import { UserError } from "../error.ts";
import { type Log, silentLog } from "../log.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { EvaluationDatabase, type Figure } from "./evaluation-database.ts";
import { type CorpusSource, type LabelledCorpus, readLabelledCorpus } from "./labelled-corpus.ts";

/** Which corpora are measured, and with which settings of the pipeline. */
export type SessionSettings = {
  corpora: CorpusSource[];
  /** Texts to take of each corpus; 0 takes all. */
  sample: number;
  /** File that keeps vectors and figures. */
  output: string;
  /** Settings of the pipeline that differ from their defaults. */
  pipeline: Record<string, unknown>;
};

/** What an evaluation touches outside itself. */
export type SessionEffects = {
  log: Log;
  now: () => Date;
  embedding: EmbedderSource;
};

/** A corpus that is ready to be measured. */
export type EmbeddedCorpus = {
  corpus: LabelledCorpus;
  vectors: Vectors;
  /** Seconds that embedding took; next to none where the vectors were known. */
  seconds: number;
  config: Config;
  /** Everything that the figures depend on, as it is stored with them. */
  conditions: Record<string, unknown>;
  log: Log;
};

/** What was measured on a corpus: the figures to store, with the settings beside the session's that they depend on. */
export type Measured<T> = { result: T; figures: Figure[]; conditions: Record<string, unknown> };

/**
 * Reads all corpora, then embeds and measures one after the other and stores its figures, all under one number.
 * Throws a UserError on a corpus that cannot be read, and on two files of one name, before anything is measured.
 */
export async function measureCorpora<T>(
  settings: SessionSettings,
  effects: Partial<SessionEffects>,
  measure: (embedded: EmbeddedCorpus) => Promise<Measured<T>>,
): Promise<{ runId: number; results: T[] }> {
  const log = effects.log ?? silentLog;
  const now = effects.now ?? (() => new Date());
  const embedding = effects.embedding ?? createOnnxSource(findModelDirectories());
  const config = parseConfig(settings.pipeline);
  const at = now();
  const { sample } = settings;
  const corpora: { source: CorpusSource; corpus: LabelledCorpus }[] = [];
  for (const source of settings.corpora) {
    const corpus = await readLabelledCorpus({ ...source, sample });
    if (corpora.some((known) => known.corpus.name === corpus.name)) {
      throw new UserError(
        `--corpus ${source.path}: a second file of the name ${corpus.name}; figures are stored by it`,
      );
    }
    corpora.push({ source, corpus });
  }
  const database = await EvaluationDatabase.open(settings.output);
  let embedder: Embedder | null = null;
  try {
    const runId = await database.findNextRun();
    embedder = await embedding.open(config, log);
    const results: T[] = [];
    for (const { source, corpus } of corpora) {
      log.info(`  ${corpus.texts.length} texts of ${corpus.name}, ${corpus.labels.length} labels`);
      if (corpus.wordless > 0) log.info(`  ${corpus.wordless} records without a word are left out`);
      const startedAt = performance.now();
      const { vectors, embedded } = await database.embed(corpus.texts, embedder, log);
      log.info(`  ${embedded} texts embedded, the others known`);
      const seconds = (performance.now() - startedAt) / 1000;
      const { label, text = null } = source;
      const conditions = {
        ...config,
        dtype: embedder.dtype,
        modelSha256: embedder.modelSha256,
        embedderVersion: embedder.version,
        sha256: corpus.sha256,
        sample,
        label,
        text,
      };
      const measured = await measure({ corpus, vectors, seconds, config, conditions, log });
      await database.record(
        { runId, corpus: corpus.name, at, settings: { ...conditions, ...measured.conditions } },
        measured.figures,
      );
      results.push(measured.result);
    }
    return { runId, results };
  } finally {
    await embedder?.close();
    database.close();
  }
}
