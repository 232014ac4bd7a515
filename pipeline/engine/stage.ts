import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { Log } from "../log.ts";
import type { MemoryBudget } from "../memory.ts";
import type { Cluster } from "./cluster.ts";

/** All that a run has to give. A stage gets the part that it declares. */
export type RunContext = {
  /** The database of this run; the tables that the stage writes are empty. */
  database: Database;
  settings: Config;
  memory: MemoryBudget;
  /** Whether cached results of the last run must not be used. */
  isForced: boolean;
  /** Whether the last run counts for nothing but its caches. */
  isFromScratch: boolean;
  log: Log;
  /** Returns the embedder of the run. Its model is opened with the first text that any stage embeds, and once. */
  openEmbedder: () => Promise<Embedder>;
  /** Folder for the files the stage writes; it replaces the last output only when the whole run ends well. */
  outputDirectory: string;
  /** File that outlives a run which is stopped: for work that the next run need not do again. */
  journalPath: string;
  /** Folder that outlives a run which is stopped: for shards that other machines made. */
  shardsPath: string;
  /** Other machines that embed; null where there are none. */
  cluster: Cluster | null;
  /** Number of this run, for the stage that keeps the history of runs. */
  runId: number;
  /** Returns the qualified name of a table of the last good run, or null when there is none of the same columns. */
  previousTable: (table: string) => Promise<string | null>;
  /** Hash of the code of the stage itself and of all that it imports. */
  codeHash: string;
  /** Returns whether all that the stage itself made in the last run is there, unaltered. */
  isPreviousIntact: () => Promise<boolean>;
};

/** What a stage is given: of the settings and of the last run's tables only those that it declares. */
export type StageContext<Setting extends keyof Config = never, Previous extends string = never> = Omit<
  RunContext,
  "settings" | "previousTable"
> & {
  settings: Pick<Config, Setting>;
  previousTable: (table: Previous) => Promise<string | null>;
};

/** What a stage did. */
export type StageResult = {
  rowsIn: number;
  rowsOut: number;
  /** One line for the terminal, such as "439 papers, 81 repeats merged". */
  summary: string;
  /** Figures of the result, the same for the same input: kept in stage_figures, for stages that declare them, and in the run log. */
  figures?: Record<string, number>;
  /** Figures of this run, such as how much came from a cache: kept in the run log alone. */
  metrics?: Record<string, number>;
};

/** A step of the pipeline. What it depends on and makes is data, so that it is checked, and unchanged steps are skipped. */
export type StageDeclaration<Setting extends keyof Config, Previous extends string> = {
  name: string;
  /** URL of the stage's module: a change in its code, or in what it imports, makes it run again. */
  module: string;
  reads: readonly string[];
  /** Stages whose figures it reads from stage_figures. */
  figures?: readonly string[];
  /** Tables of the last run that it looks at. They are hints: a change in them alone does not make it run again. */
  previous?: readonly Previous[];
  /** Those of them that are caches, whose rows depend on their key alone: a run from scratch uses them, too. */
  caches?: readonly NoInfer<Previous>[];
  writes: readonly string[];
  /**
   * Files it writes, relative to the output directory. One that it leaves out is taken away where an earlier run wrote it. A name that ends with a slash is a
   * folder of files named by their content; those of the last run stay until the next, for readers who have its page open.
   */
  artifacts?: readonly string[];
  /** The settings that its result depends on. */
  settings: readonly Setting[];
  /** Those of its settings that only say where files lie or who does the work: what lies there counts through `files`, wherever that is. */
  locations?: readonly Setting[];
  /** Whether it embeds texts, always or under some settings: its result then depends on the model, too. */
  usesEmbedder?: boolean | ((settings: Pick<Config, Setting>) => boolean);
  /** Whether it asks for the number of the run. A change in that alone does not make it run again. */
  usesRunId?: boolean;
  /** Returns hashes of the files outside the database that its result depends on, by name. */
  files?: (settings: Pick<Config, Setting>) => Promise<Record<string, string>>;
  run: (context: StageContext<Setting, Previous>) => Promise<StageResult>;
};

/** A stage with its declaration filled in, as the engine runs it. `run` narrows what it is given to what is declared. */
export type Stage = {
  name: string;
  module: string;
  reads: readonly string[];
  figures: readonly string[];
  previous: readonly string[];
  writes: readonly string[];
  artifacts: readonly string[];
  settings: readonly (keyof Config)[];
  locations: readonly (keyof Config)[];
  usesEmbedder: (settings: Config) => boolean;
  files: (settings: Config) => Promise<Record<string, string>>;
  run: (context: RunContext) => Promise<StageResult>;
};

/** Returns a stage that gets only what it declares: asking for another table of the last run, or for the model unasked, throws. */
export function defineStage<const Setting extends keyof Config = never, const Previous extends string = never>(
  declaration: StageDeclaration<Setting, Previous>,
): Stage {
  const { name, previous = [], caches = [], usesEmbedder = false } = declaration;
  const narrow = (settings: Config) =>
    Object.fromEntries(declaration.settings.map((setting) => [setting, settings[setting]])) as Pick<Config, Setting>;
  const isEmbedding = (settings: Config) =>
    typeof usesEmbedder === "function" ? usesEmbedder(narrow(settings)) : usesEmbedder;
  return {
    ...declaration,
    figures: declaration.figures ?? [],
    previous,
    artifacts: declaration.artifacts ?? [],
    locations: declaration.locations ?? [],
    usesEmbedder: isEmbedding,
    files: async (settings) => (await declaration.files?.(narrow(settings))) ?? {},
    run: (context) =>
      declaration.run({
        ...context,
        settings: narrow(context.settings),
        get runId() {
          if (!declaration.usesRunId) throw new Error(`${name} asks for the number of the run: not declared`);
          return context.runId;
        },
        openEmbedder: async () => {
          if (!isEmbedding(context.settings))
            throw new Error(`${name} opens the model: it does not declare usesEmbedder`);
          return context.openEmbedder();
        },
        previousTable: async (table) => {
          if (!previous.includes(table)) throw new Error(`${name} looks at ${table} of the last run: not declared`);
          const isForgotten = context.isFromScratch && !caches.some((cache) => cache === table);
          return isForgotten ? null : context.previousTable(table);
        },
      }),
  };
}
