import { afterEach, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import type { StageResult } from "../../pipeline/engine/stage.ts";
import { UserError } from "../../pipeline/error.ts";
import { clusterStage } from "../../pipeline/stages/cluster.ts";
import { fillTable, openTables, type TableRow } from "../database/fill-table.ts";
import { contextFor } from "./stage-context.ts";

type Row = Record<string, unknown>;

/** Directions of papers: x, y and z at right angles, and two and three of them in equal parts. */
const DIRECTIONS: Record<string, number[]> = {
  x: [1, 0, 0],
  y: [0, 1, 0],
  z: [0, 0, 1],
  "+": [Math.SQRT1_2, Math.SQRT1_2, 0],
  "*": [Math.sqrt(1 / 3), Math.sqrt(1 / 3), Math.sqrt(1 / 3)],
};

let database: Database;
afterEach(() => database.close());

/** Clusters papers a, b, c, ... of these unit vectors and no words. `last` are tables of the run before. */
async function cluster(
  vectors: readonly (readonly number[])[],
  settings: Record<string, unknown>,
  last: Record<string, readonly TableRow[]> = {},
): Promise<StageResult> {
  database = await openTables();
  const ids = vectors.map((_, row) => String.fromCharCode(97 + row));
  await fillTable(
    database,
    "papers",
    ids.map((paper_id) => ({ paper_id })),
  );
  await fillTable(
    database,
    "space",
    vectors.map((vector, row) => ({ paper_id: ids[row]!, vector, sharp: vector })),
  );
  for (const [table, rows] of Object.entries(last)) {
    await database.execute(`CREATE TABLE last_${table} AS FROM ${table} LIMIT 0`);
    await fillTable(database, `last_${table}`, rows);
  }
  const previousTable = async (table: string) => (table in last ? `last_${table}` : null);
  return clusterStage.run(contextFor(database, { ensembleRuns: 20, ...settings }, { previousTable }));
}

function along(directions: string): number[][] {
  return [...directions].map((direction) => DIRECTIONS[direction]!);
}

/** The topic of each paper in order of id. */
async function readTopics(): Promise<unknown[]> {
  const rows = await database.query<Row>("SELECT topic_id FROM topic_papers ORDER BY paper_id");
  return rows.map(({ topic_id }) => topic_id);
}

describe("topics of papers in two directions", () => {
  it("are numbered by size, and each paper is surely in its own", async () => {
    const result = await cluster(along("xyyxyyyxyxyy"), { topics: 2 });
    expect(await readTopics()).toEqual([2, 1, 1, 2, 1, 1, 1, 2, 1, 2, 1, 1]);
    expect(await database.query("SELECT * FROM topic_papers WHERE paper_id = 'a'")).toEqual([
      {
        paper_id: "a",
        topic_id: 2,
        probability: 1,
        second_topic_id: 1,
        margin: 1,
        similarity: 1,
        role: "core",
        fitted: true,
      },
    ]);
    const unsure = "SELECT paper_id FROM topic_papers WHERE probability < 1 OR margin < 1 OR role <> 'core'";
    expect(await database.query(unsure)).toEqual([]);
    expect(await database.query("SELECT * EXCLUDE (centroid, mixed) FROM clusters ORDER BY topic_id")).toEqual(
      [8, 4].map((size, index) => ({
        topic_id: index + 1,
        parent_id: null,
        level: 0,
        size,
        cohesion: 1,
        stability: 1,
        nearest_topic_id: 2 - index,
        nearest_similarity: 0,
      })),
    );
    expect(result).toMatchObject({
      rowsIn: 12,
      rowsOut: 12,
      summary: "2 topics, given by --topics",
      figures: { topics: 2, broader_topics: 0, unassigned: 0, converged: 1, mean_topic_stability: 1 },
      metrics: {},
    });
  });

  it("are numbered by their first paper where they are of one size", async () => {
    await cluster(along("yxxyxyyxyxyx"), { topics: 2 });
    expect(await readTopics()).toEqual([1, 2, 2, 1, 2, 1, 1, 2, 1, 2, 1, 2]);
  });
});

describe("a paper between topics", () => {
  it("is in the topic of most votes, by what the other leaves", async () => {
    await cluster(along("xxxxxxyyyyy+"), { topics: 2 });
    const { probability, margin, role } = await database.queryOne<{
      probability: number;
      margin: number;
      role: string;
    }>("SELECT probability, margin, role FROM topic_papers WHERE paper_id = 'l'");
    expect(probability).toBeLessThan(1);
    expect(margin).toBeCloseTo(2 * probability - 1, 9);
    expect(role).toBe(probability >= 2 * (1 - probability) ? "core" : "edge");
  });

  const IN_THREE = along("xxxxyyyyzzz*");

  it("is in none where --max-unassigned allows it and no topic has half of its votes", async () => {
    const result = await cluster(IN_THREE, { topics: 3, maxUnassigned: 0.1, ensembleRuns: 200 });
    expect((await readTopics()).slice(0, 11)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3]);
    const unsure = await database.queryOne<Row>("SELECT * FROM topic_papers WHERE paper_id = 'l'");
    expect(unsure).toMatchObject({ topic_id: null, role: "unassigned" });
    expect(unsure.probability).toBeLessThan(0.5);
    expect(unsure.similarity).toBeCloseTo(Math.sqrt(1 / 3), 6);
    expect([1, 2, 3]).toContain(unsure.second_topic_id);
    const sizes = await database.query<Row>("SELECT size FROM clusters ORDER BY topic_id");
    expect(sizes.map(({ size }) => size)).toEqual([4, 4, 3]);
    expect(result.summary).toContain("; 1 paper in none");
    expect(result.figures).toMatchObject({ unassigned: 1 });
  });

  it("is in one where the allowed share is less than a paper", async () => {
    await cluster(IN_THREE, { topics: 3, maxUnassigned: 0.08 });
    expect(await readTopics()).not.toContain(null);
  });
});

describe("broader topics", () => {
  /** Twelve topics of three papers, four in each of three directions that have most of them in common. */
  const TWELVE = Array.from({ length: 12 }, (_, topic) => {
    const vector = new Array(15).fill(0);
    vector[topic % 3] = 0.8;
    vector[3 + topic] = 0.6;
    return [vector, vector, vector];
  }).flat();

  it("hold the topics that are alike, after the fine ones, with a stability of their own", async () => {
    const result = await cluster(TWELVE, { topics: 12, ensembleRuns: 100 });
    const topics = await database.query<Row>("SELECT topic_id, parent_id, level, size FROM clusters ORDER BY topic_id");
    expect(topics.map(({ parent_id }) => parent_id)).toEqual([
      ...[13, 14, 15, 13, 14, 15, 13, 14, 15, 13, 14, 15],
      ...[null, null, null],
    ]);
    expect(topics.slice(12)).toEqual(
      [13, 14, 15].map((topic_id) => ({ topic_id, parent_id: null, level: 1, size: 12 })),
    );
    expect(result.summary).toBe("12 topics in 3 groups, given by --topics");
    expect(result.figures).toMatchObject({ topics: 12, broader_topics: 3, mixed_topics: 0 });
  });

  it("have the cosine of the topics that they hold to each other, and of broad topics to each other", async () => {
    await cluster(TWELVE, { topics: 12, ensembleRuns: 100 });
    const nearest = await database.query<Row>(
      "SELECT nearest_topic_id AS id, round(nearest_similarity, 6) AS cosine FROM clusters WHERE topic_id IN (1, 2, 13)",
    );
    expect(nearest).toEqual([
      { id: 4, cosine: 0.64 },
      { id: 5, cosine: 0.64 },
      { id: 14, cosine: 0 },
    ]);
  });
});

describe("the number of topics", () => {
  it("is looked for among those that so few papers allow, and why it was taken is written down", async () => {
    const result = await cluster(along("xxxxxxyyyyyy"), {});
    expect(
      await database.query(
        "SELECT k, stability, level, topics, level_stability, level_verdict, verdict, reason FROM k_scan",
      ),
    ).toEqual([
      {
        k: 2,
        stability: 1,
        level: 0,
        topics: 2,
        level_stability: 1,
        level_verdict: "firm",
        verdict: "the fine level",
        reason: expect.stringMatching(/^the number at which halves of the papers foretell each other almost wholly/),
      },
    ]);
    expect(result.summary).toMatch(/^2 topics, the number at which halves/);
  });

  it("is measured where it is given, and no other", async () => {
    await cluster(along("xxxxyyyyzzzz"), { topics: 3 });
    expect(await database.query("SELECT k, level, topics, reason FROM k_scan")).toEqual([
      { k: 3, level: 0, topics: 3, reason: "given by --topics" },
    ]);
  });

  it("may be that of the papers, but not more", async () => {
    await cluster(along("xyz"), { topics: 3 });
    expect(await readTopics()).toEqual([1, 2, 3]);
    database.close();
    const tooMany = cluster(along("xyz"), { topics: 4 });
    await expect(tooMany).rejects.toThrow(UserError);
    await expect(tooMany).rejects.toThrow("--topics 4: more than the 3 papers");
  });
});

describe("ids of topics after a run before", () => {
  const PAPERS = "xxxxxxxyyyyy";

  /** Clusters papers a to l, after a run in which they were in these topics, a digit a paper, or - for none. */
  async function clusterAfter(before: string, others: Record<string, readonly TableRow[]> = {}): Promise<StageResult> {
    const ids = [...new Set(before.replaceAll("-", ""))].map(Number);
    return cluster(
      along(PAPERS),
      { topics: 2 },
      {
        clusters: ids.map((topic_id) => ({ topic_id })),
        topic_papers: [...before].map((digit, row) => ({
          paper_id: String.fromCharCode(97 + row),
          topic_id: digit === "-" ? null : Number(digit),
        })),
        ...others,
      },
    );
  }

  async function readIds(): Promise<unknown[]> {
    const rows = await database.query<Row>("SELECT topic_id FROM clusters ORDER BY size DESC");
    return rows.map(({ topic_id }) => topic_id);
  }

  it("stay where each topic has most of the other, whatever their order", async () => {
    const result = await clusterAfter("999999744447");
    expect(await readIds()).toEqual([9, 4]);
    expect(result.summary).toContain("; 2 of 2 topics as before");
    expect(result.metrics).toEqual({ kept_topics: 2, papers_in_both_runs: 12, moved_papers: 2 });
  });

  it("are new for a topic that split from one that stays", async () => {
    await clusterAfter("222222222222");
    expect(await readIds()).toEqual([2, 1]);
  });

  it("are given up by a topic that merged into a larger one", async () => {
    await clusterAfter("333388855555");
    expect(await readIds()).toEqual([3, 5]);
  });

  it("are new for a topic of new papers, and are not used again for another", async () => {
    const gone = { paper_id: "z", topic_id: 1 };
    const known = [..."abcdefg"].map((paper_id) => ({ paper_id, topic_id: 6 }));
    const result = await clusterAfter("", {
      clusters: [{ topic_id: 1 }, { topic_id: 6 }],
      topic_papers: [...known, gone],
      run_topics: [2, 3, 6].map((topic_id) => ({ topic_id })),
    });
    expect(await readIds()).toEqual([6, 4]);
    expect(result.summary).toContain("; 1 of 2 topics as before");
    expect(result.metrics).toEqual({ kept_topics: 1, papers_in_both_runs: 7, moved_papers: 0 });
  });

  it("count from 1 where the last run has no topics, and nothing has changed", async () => {
    await clusterAfter("------------");
    expect(await readIds()).toEqual([1, 2]);
  });
});
