import type { Vectors } from "../algorithms/vectors.ts";
import type { Config } from "../config.ts";
import { Database } from "../database.ts";
import type { Log } from "../log.ts";
import type { Stage, StageContext, StageResult } from "../stage.ts";
import { clusterStage } from "../stages/cluster.ts";
import { projectStage } from "../stages/project.ts";
import { spaceStage } from "../stages/space.ts";

/** Topics of texts, in order of the texts, and why there are so many. */
export type FoundTopics = { labels: Int32Array; k: number; reason: string; seconds: number };

/** The pipeline's own stages from the topic space on, run on given texts and vectors in a database in memory. */
export class TopicStages {
  readonly #context: StageContext;

  private constructor(context: StageContext) {
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
      config,
      log,
      openEmbedder: async () => {
        throw new Error("model asked for by a stage that is given its vectors");
      },
      outputDirectory: "",
      journalPath: "",
      previousTable: async () => null,
    });
  }

  /** Builds the topic space and returns the seconds it took. */
  async buildSpace(): Promise<number> {
    return (await this.#run(spaceStage)).seconds;
  }

  /** Clusters into `topics` topics, or as many as the scan finds. */
  async cluster(topics: Config["topics"]): Promise<FoundTopics> {
    const { seconds } = await this.#run(clusterStage, { topics });
    const rows = await this.#context.database.query<{ topic: number }>(
      "SELECT topic_id - 1 AS topic FROM topic_papers ORDER BY paper_id",
    );
    const [chosen] = await this.#context.database.query<{ reason: string }>("SELECT reason FROM k_scan WHERE chosen");
    const labels = Int32Array.from(rows, ({ topic }) => topic);
    return { labels, k: new Set(labels).size, reason: chosen?.reason ?? "given", seconds };
  }

  /** Draws the map and returns how far it can be trusted. */
  async project(): Promise<{ trustworthiness: number; seconds: number }> {
    const { seconds, result } = await this.#run(projectStage);
    return { trustworthiness: result.metrics?.trustworthiness ?? Number.NaN, seconds };
  }

  close(): void {
    this.#context.database.close();
  }

  async #run(stage: Stage, settings: Partial<Config> = {}): Promise<{ seconds: number; result: StageResult }> {
    for (const table of stage.writes) await this.#context.database.execute(`DELETE FROM ${table}`);
    const startedAt = performance.now();
    const result = await stage.run({ ...this.#context, config: { ...this.#context.config, ...settings } });
    return { seconds: (performance.now() - startedAt) / 1000, result };
  }
}

const ID_DIGITS = 9;
