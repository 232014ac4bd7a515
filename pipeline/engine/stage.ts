import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { Log } from "../log.ts";

export const STAGE_NAMES = [
  "parse",
  "dedupe",
  "embed",
  "space",
  "cluster",
  "label",
  "explain",
  "project",
  "chart",
  "report",
  "atlas",
] as const;

export type StageName = (typeof STAGE_NAMES)[number];

/** What a stage is given. Nothing else from outside reaches it. */
export type StageContext = {
  /** The database of this run; the tables that the stage writes are empty. */
  database: Database;
  config: Config;
  log: Log;
  /** Opens the model; only the embed stage calls it. */
  openEmbedder: () => Promise<Embedder>;
  /** Folder for the files the stage writes; it replaces the last output only when the whole run ends well. */
  outputDirectory: string;
  /** File that outlives a run which is stopped: for work that the next run need not do again. */
  journalPath: string;
  /** Returns the qualified name of a table of the last good run, or null when there is none of the same columns. */
  previousTable: (table: string) => Promise<string | null>;
};

/** What a stage did. Figures that a user may want to compare between runs go into metrics. */
export type StageResult = {
  rowsIn: number;
  rowsOut: number;
  /** One line for the terminal, such as "439 papers, 81 repeats merged". */
  summary: string;
  metrics?: Record<string, number>;
};

/** A step of the pipeline: what it reads and writes is data, so that the wiring can be checked and unchanged steps skipped. */
export type Stage = {
  name: StageName;
  /** URL of the stage's module: a change in its code, or in what it imports, makes it run again. */
  module: string;
  reads: readonly string[];
  writes: readonly string[];
  /** Files it writes, relative to the output directory. */
  artifacts?: readonly string[];
  /** The settings that its result depends on. */
  settings: readonly (keyof Config)[];
  /** Returns hashes of the files outside the database that its result depends on. */
  files?: (config: Config) => Promise<Record<string, string>>;
  run: (context: StageContext) => Promise<StageResult>;
};
