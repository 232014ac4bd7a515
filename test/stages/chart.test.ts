import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import type { RunContext } from "../../pipeline/engine/stage.ts";
import { chartStage } from "../../pipeline/stages/chart.ts";
import { HOSTILE_TEXTS, sampleRows } from "../charts/sample-rows.ts";
import { contextFor } from "./stage-context.ts";

let database: Database;
let folder: string;

beforeEach(async () => {
  database = await Database.open(":memory:");
  await database.createSchema();
  folder = await mkdtemp(join(tmpdir(), "charts-"));
});

afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

async function fillTables(papers: number, topics: number): Promise<void> {
  const { map, scan } = sampleRows(papers, topics, HOSTILE_TEXTS);
  const ids = map.points.map(({ paper_id }) => paper_id);
  const titles = map.points.map(({ title }) => title);
  await database.append("papers", {
    paper_id: ids,
    title: titles,
    abstract: titles,
    clean_title: titles,
    clean_abstract: titles,
    text: titles,
    text_hash: ids,
  });
  await database.append("positions", {
    paper_id: ids,
    x: map.points.map(({ x }) => x),
    y: map.points.map(({ y }) => y),
  });
  await database.append("topic_papers", {
    paper_id: ids,
    topic_id: map.points.map(({ topic_id }) => topic_id),
    probability: map.points.map(({ probability }) => probability),
    role: ids.map((_, paper) => (paper % 3 === 0 ? "edge" : "core")),
  });
  await database.append("appearances", {
    paper_id: ids,
    source: ids.map((_, paper) => `seeds/${HOSTILE_TEXTS[paper % 2]}`),
    position: ids.map((_, paper) => paper),
  });
  const topicIds = map.topics.map(({ topic_id }) => topic_id);
  const sizes = map.topics.map(({ size }) => size);
  const level = topicIds.map(() => 0);
  await database.append("topics", {
    topic_id: topicIds,
    level,
    label: map.topics.map(({ label }) => label),
    size: sizes,
  });
  await database.append("topic_terms", {
    topic_id: topicIds,
    rank: topicIds.map(() => 1),
    term: map.topics.map(({ label }) => label),
  });
  await database.append("clusters", {
    topic_id: topicIds,
    level,
    size: sizes,
    mixed: level.map(() => false),
    centroid: { values: Float32Array.from({ length: topics * 50 }, (_, index) => Math.sin(index)), dimensions: 50 },
  });
  await database.append("k_scan", {
    k: scan.scan.map(({ k }) => k),
    fine_score: scan.scan.map(({ fine_score }) => fine_score),
    chosen: scan.scan.map(({ level }) => level !== null),
    level: scan.scan.map(({ level }) => level),
    topics: scan.scan.map(({ topics }) => topics),
  });
}

/** No sample paper has a date. */
const DRAWN_FILES = chartStage.artifacts.filter((file) => !/topic-(movers|heat)/.test(file));

async function runStage(name: string, parts: Partial<RunContext> = {}) {
  const outputDirectory = join(folder, name);
  for (const table of chartStage.writes) await database.execute(`DELETE FROM ${table}`);
  const result = await chartStage.run(contextFor(database, {}, { outputDirectory, ...parts }));
  return {
    result,
    files: await Promise.all(DRAWN_FILES.map((file) => readFile(join(outputDirectory, file)))),
  };
}

describe("chart stage", () => {
  it("writes a mark for each topic and all its files, the same bytes each time", async () => {
    await fillTables(60, HOSTILE_TEXTS.length);
    const first = await runStage("first");
    expect(first.result).toMatchObject({ rowsIn: 60, rowsOut: HOSTILE_TEXTS.length });
    const marks = await database.query("SELECT * FROM topic_marks ORDER BY topic_id");
    expect(marks).toHaveLength(HOSTILE_TEXTS.length);
    const second = await runStage("second");
    expect(await database.query("SELECT * FROM topic_marks ORDER BY topic_id")).toEqual(marks);
    for (const [index, file] of first.files.entries()) {
      expect(file.equals(second.files[index]!), DRAWN_FILES[index]).toBe(true);
    }
  });

  it("keeps each picture in the database as it is in its file, and draws none over time without dates", async () => {
    await fillTables(30, 3);
    await runStage("pictures");
    const charts = await database.query<{ name: string; svg: string; description: string }>(
      "SELECT name, svg, description FROM charts ORDER BY position",
    );
    expect(charts.map(({ name }) => `charts/${name}.svg`).sort()).toEqual(
      DRAWN_FILES.filter((file) => file.endsWith(".svg")).sort(),
    );
    const written = await readdir(join(folder, "pictures/charts"));
    expect(written.map((file) => `charts/${file}`).sort()).toEqual([...DRAWN_FILES].sort());
    for (const { name, svg, description } of charts) {
      expect((await readFile(join(folder, "pictures/charts", `${name}.svg`), "utf8")) === svg, name).toBe(true);
      expect(description.length).toBeGreaterThan(10);
    }
  });

  it("draws topics over time where there are periods", async () => {
    await fillTables(30, 3);
    await database.execute(`INSERT INTO topic_periods
      SELECT topic_id, starts, 'week', 1, 3, 1/3, .1, .7 FROM topics, unnest([DATE '2026-06-01', DATE '2026-06-08']) AS listed(starts)`);
    await database.execute(
      `INSERT INTO topic_trends (topic_id, topic_label, level, papers, first_day, last_day, since, new_papers, earlier_papers, new_share, earlier_share, change)
       SELECT topic_id, label, 0, 2, '2026-06-01', '2026-06-08', '2026-06-08', 1, 1, .5, .25, .25 FROM topics`,
    );
    await runStage("dated");
    const written = await readdir(join(folder, "dated/charts"));
    expect(written.map((file) => `charts/${file}`).sort()).toEqual([...chartStage.artifacts].sort());
  });

  it("draws a topic's label at one of its own papers", async () => {
    await fillTables(30, 3);
    await runStage("anchors");
    const { strangers } = await database.queryOne<{ strangers: number }>(`
      SELECT count(*)::INTEGER AS strangers FROM topic_marks
      WHERE NOT EXISTS (
        FROM positions JOIN topic_papers USING (paper_id)
        WHERE topic_papers.topic_id = topic_marks.topic_id AND positions.x = anchor_x AND positions.y = anchor_y
      )`);
    expect(strangers).toBe(0);
  });

  it("leaves colours, anchors and names as they were while the fit stands, though papers came", async () => {
    const readMarks = () => database.query("FROM topic_marks LEFT JOIN map_names USING (topic_id) ORDER BY topic_id");
    await fillTables(60, 5);
    await runStage("before");
    const before = await readMarks();
    for (const table of chartStage.previous) await database.execute(`CREATE TABLE last_${table} AS FROM ${table}`);
    await database.execute(`INSERT INTO fit VALUES (1, 'standing', 'standing', '', 60, 4, 0, '{}')`);
    await database.execute(`INSERT INTO papers SELECT 'new ' || paper_id, * EXCLUDE (paper_id) FROM papers LIMIT 4`);
    await database.execute(
      `INSERT INTO positions SELECT papers.paper_id, x + .01, y + .01 FROM papers JOIN positions ON papers.paper_id = 'new ' || positions.paper_id`,
    );
    await database.execute(
      `INSERT INTO topic_papers SELECT 'new ' || paper_id, * EXCLUDE (paper_id) FROM topic_papers WHERE 'new ' || paper_id IN (SELECT paper_id FROM papers)`,
    );
    const parts = { previousTable: async (table: string) => `last_${table}` };
    expect((await runStage("standing", parts)).result.rowsIn).toBe(64);
    expect(await readMarks()).toEqual(before);
  });

  it("draws three papers in two topics", async () => {
    await fillTables(3, 2);
    expect((await runStage("tiny")).files.every((file) => file.length > 0)).toBe(true);
  });

  it("refuses a topic that has no paper on the map, and names it", async () => {
    await fillTables(3, 2);
    await database.execute("INSERT INTO topics (topic_id, level, label, size) VALUES (7, 0, 'empty', 0)");
    await expect(runStage("empty")).rejects.toThrow("topic without a paper on the map: 7");
  });
});
