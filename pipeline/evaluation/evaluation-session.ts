import { type Config, parseConfig } from "../config.ts";
import type { Embedder, EmbedderSource } from "../embedding/embedder.ts";
import { findModelDirectories } from "../embedding/model-directories.ts";
import { createOnnxSource } from "../embedding/onnx-embedder.ts";
import { openOnDemand } from "../embedding/open-on-demand.ts";
import { UserError } from "../error.ts";
import { type Log, silentLog } from "../log.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { Corpus, TextSource } from "./corpus-texts.ts";
import { EvaluationDatabase, type Figure } from "./evaluation-database.ts";

/** Which corpora are measured, and with which settings of the pipeline. */
export type SessionSettings<Source extends TextSource = TextSource> = {
  corpora: Source[];
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
export type EmbeddedCorpus<Read extends Corpus = Corpus> = {
  corpus: Read;
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

/** Reads all corpora. Throws a UserError on one that cannot be read, and on two files of one name. */
export async function readCorpora<Source extends TextSource, Read extends Corpus>(
  { corpora: sources, sample }: SessionSettings<Source>,
  read: (source: Source & { sample: number }) => Promise<Read>,
): Promise<Read[]> {
  const corpora: Read[] = [];
  for (const source of sources) {
    const corpus = await read({ ...source, sample });
    if (corpora.some((known) => known.name === corpus.name)) {
      throw new UserError(
        `--corpus ${source.path}: a second file of the name ${corpus.name}; figures are stored by it`,
      );
    }
    corpora.push(corpus);
  }
  return corpora;
}

/** Embeds and measures corpora one after the other and stores the figures of each, all under one number. */
export async function measureCorpora<Read extends Corpus, Result>(
  corpora: readonly Read[],
  settings: Omit<SessionSettings, "corpora">,
  effects: Partial<SessionEffects>,
  measure: (embedded: EmbeddedCorpus<Read>) => Promise<Measured<Result>>,
): Promise<{ runId: number; results: Result[] }> {
  const log = effects.log ?? silentLog;
  const now = effects.now ?? (() => new Date());
  const embedding = effects.embedding ?? createOnnxSource(findModelDirectories());
  const config = parseConfig(settings.pipeline);
  const at = now();
  const { sample } = settings;
  const database = await EvaluationDatabase.open(settings.output);
  let embedder: Embedder | null = null;
  try {
    const runId = await database.findNextRun();
    embedder = await openOnDemand(embedding, config, log);
    const results: Result[] = [];
    for (const corpus of corpora) {
      const labels = corpus.labels.length > 0 ? `, ${corpus.labels.length} labels` : "";
      log.info(`  ${corpus.texts.length} texts of ${corpus.name}${labels}`);
      if (corpus.wordless > 0) log.info(`  ${corpus.wordless} records without a usable text are left out`);
      const startedAt = performance.now();
      const { vectors, embedded } = await database.embed(corpus.texts, embedder, log);
      log.info(`  ${embedded} texts embedded, the others known`);
      const seconds = (performance.now() - startedAt) / 1000;
      const conditions = {
        ...config,
        dtype: embedder.dtype,
        modelSha256: embedder.modelSha256,
        embedderVersion: embedder.version,
        ...corpus.origin,
        sample,
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
