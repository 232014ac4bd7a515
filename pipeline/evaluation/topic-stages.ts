import type { Config } from "../config.ts";
import { Database } from "../database/database.ts";
import type { RunContext, Stage, StageResult } from "../engine/stage.ts";
import type { Log } from "../log.ts";
import { createMemoryBudget } from "../memory.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { clusterStage } from "../stages/cluster.ts";
import { projectStage } from "../stages/project.ts";
import { spaceStage } from "../stages/space.ts";
import type { FoundTopic } from "../topics/assign-levels.ts";
import type { StabilityVerdict } from "../topics/judge-stability.ts";
import { type NumberedTopics, numberTopics } from "../topics/number-topics.ts";

const ID_DIGITS = 9;

/** How a level was judged as it was found: the mean stability of its topics and the verdict on it. */
export type LevelVerdict = { stability: number; verdict: StabilityVerdict };

/** Topics of texts, at the main level and at each one, the finest first; why there are so many, and the seconds that clustering took. */
export type FoundTopics = NumberedTopics & {
  levels: NumberedTopics[];
  /** The verdict on each level; null where none was measured. */
  verdicts: (LevelVerdict | null)[];
  reason: string;
  seconds: number;
};

/** The pipeline's own stages from the topic space on, run on given texts and vectors in a database in memory. */
export class TopicStages {
  readonly #context: RunContext;

  private constructor(context: RunContext) {
    this.#context = context;
  }

  /** Takes texts with their vectors, a row for each. */
  static async open(texts: readonly string[], vectors: Vectors, config: Config, log: Log): Promise<TopicStages> {
    const database = await Database.open(":memory:");
    await database.createSchema();
    const ids = texts.map((_, row) => String(row).padStart(ID_DIGITS, "0"));
    const blank = texts.map(() => "");
    const columns = { title: blank, abstract: blank, clean_title: blank, clean_abstract: blank, text_hash: blank };
    await database.append("papers", { paper_id: ids, text: texts, ...columns });
    await database.setVectorWidth("paper_vectors", "vector", vectors.dimensions);
    await database.append("paper_vectors", { paper_id: ids, vector: vectors });
    return new TopicStages({
      database,
      settings: config,
      memory: createMemoryBudget(config.memory),
      isForced: false,
      isFromScratch: false,
      log,
      openEmbedder: async () => {
        throw new Error("model asked for by a stage that is given its vectors");
      },
      outputDirectory: "",
      journalPath: "",
      shardsPath: "",
      cluster: null,
      runId: 1,
      previousTable: async () => null,
      codeHash: "",
      isPreviousIntact: async () => false,
    });
  }

  /** Builds the topic space and returns the seconds it took. */
  async buildSpace(): Promise<number> {
    return (await this.#run(spaceStage)).seconds;
  }

  /** Clusters into `topics` topics, or as many as the scan finds. */
  async cluster(topics: Config["topics"]): Promise<FoundTopics> {
    const { seconds } = await this.#run(clusterStage, { topics });
    const rows = await this.#context.database.query<{ topic_id: number | null }>(
      "SELECT topic_id FROM topic_papers ORDER BY paper_id",
    );
    const chosen = await this.#context.database.query<LevelVerdict & { level: number; reason: string }>(
      `SELECT level, reason, level_stability AS stability, level_verdict AS verdict FROM k_scan WHERE level IS NOT NULL`,
    );
    const found = await this.#context.database.query<FoundTopic>(
      "SELECT topic_id AS id, parent_id AS parent, level FROM clusters ORDER BY topic_id",
    );
    const levels = liftTopics(
      rows.map(({ topic_id }) => topic_id),
      found,
    );
    const scanned = levels.map((_, level) => chosen.find((row) => row.level === level));
    const verdicts = scanned.map((row) => (row ? { stability: row.stability, verdict: row.verdict } : null));
    return { ...levels[0]!, levels, verdicts, reason: scanned[0]?.reason ?? "given", seconds };
  }

  /** Draws the map and returns how far it can be trusted. */
  async project(): Promise<{ trustworthiness: number; seconds: number }> {
    const { seconds, result } = await this.#run(projectStage);
    return { trustworthiness: result.figures?.trustworthiness ?? Number.NaN, seconds };
  }

  close(): void {
    this.#context.database.close();
  }

  async #run(stage: Stage, settings: Partial<Config> = {}): Promise<{ seconds: number; result: StageResult }> {
    for (const table of stage.writes) await this.#context.database.execute(`DELETE FROM ${table}`);
    const startedAt = performance.now();
    const result = await stage.run({ ...this.#context, settings: { ...this.#context.settings, ...settings } });
    return { seconds: (performance.now() - startedAt) / 1000, result };
  }
}

/** Returns the topics of each level, the finest first. A topic that no broader one holds is one of the broader levels itself. */
export function liftTopics(ids: readonly (number | null)[], topics: readonly FoundTopic[]): NumberedTopics[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const levels = 1 + Math.max(0, ...topics.map(({ level }) => level));
  return Array.from({ length: levels }, (_, level) =>
    numberTopics(
      ids.map((id) => {
        let topic = id === null ? undefined : byId.get(id);
        while (topic && topic.parent !== null && byId.get(topic.parent)!.level <= level) topic = byId.get(topic.parent);
        return topic?.id ?? null;
      }),
    ),
  );
}
