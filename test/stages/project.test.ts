import { afterEach, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import type { StageResult } from "../../pipeline/engine/stage.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { projectStage } from "../../pipeline/stages/project.ts";
import { fillTable, openTables, type TableRow } from "../database/fill-table.ts";
import { drawCloud, rowsOf } from "../numeric/points.ts";
import { contextFor } from "./stage-context.ts";

type Placed = { paper_id: string; x: number; y: number };
type Last = { positions: Placed[]; space?: TableRow[]; settings?: string };

const VECTORS = rowsOf(normalizeRows(drawCloud(20, 6)));

let database: Database;
afterEach(() => database.close());

function spaceOf(vectors: readonly number[][]): TableRow[] {
  return vectors.map((vector, row) => ({ paper_id: `p${100 + row}`, vector, sharp: vector }));
}

function fitOf(settings: string): TableRow[] {
  return [{ fit: 1, decision: "new", map_decision: "new", reason: "", settings }];
}

/** Lays the papers p100, p101, ... out on a map, and returns it with what the stage says. */
async function project(vectors: readonly number[][], last?: Last): Promise<{ result: StageResult; map: Placed[] }> {
  database = await openTables();
  await fillTable(database, "space", spaceOf(vectors));
  await fillTable(database, "fit", fitOf("{}"));
  const tables: Record<string, TableRow[]> = last
    ? { positions: last.positions, space: last.space ?? spaceOf(vectors), fit: fitOf(last.settings ?? "{}") }
    : {};
  for (const [table, rows] of Object.entries(tables)) {
    await database.execute(`CREATE TABLE last_${table} AS FROM ${table} LIMIT 0`);
    await fillTable(database, `last_${table}`, rows);
  }
  const previousTable = async (table: string) => (table in tables ? `last_${table}` : null);
  const result = await projectStage.run(contextFor(database, {}, { previousTable }));
  return { result, map: await database.query<Placed>("SELECT * FROM positions ORDER BY paper_id") };
}

describe("the map", () => {
  it("has a place for every paper, and says nothing of moves on a first run", async () => {
    const { result, map } = await project(VECTORS);
    expect(map.map(({ paper_id }) => paper_id)).toEqual(spaceOf(VECTORS).map(({ paper_id }) => paper_id));
    expect(result.metrics).toEqual({});
    expect(result.summary).toMatch(/^map of 20 papers, trustworthiness 0\.\d+ \(9 neighbours\)$/);
  });

  it("stays as it is where papers, vectors and settings are the same", async () => {
    const { map } = await project(VECTORS);
    await database.close();
    const again = await project(VECTORS, { positions: map });
    expect(again.map).toEqual(map);
    expect(again.result.metrics).toEqual({ papers_on_both_maps: 20, median_move: 0 });
  });

  it.each<[string, Partial<Last>]>([
    ["settings are others", { settings: '{"seed":2}' }],
    ["a vector is another", { space: spaceOf([VECTORS[1]!, ...VECTORS.slice(1)]) }],
    ["a paper is new", { space: spaceOf(VECTORS.slice(0, 19)) }],
  ])("is made anew near the last where %s", async (_, others) => {
    const { map } = await project(VECTORS);
    await database.close();
    const known = map.slice(0, others.space?.length);
    const { result, map: next } = await project(VECTORS, { positions: known, ...others });
    expect(next.map(({ paper_id }) => paper_id)).toEqual(map.map(({ paper_id }) => paper_id));
    expect(next).not.toEqual(map);
    expect(result.metrics?.papers_on_both_maps).toBe(known.length);
    expect(result.metrics?.median_move).toBeGreaterThan(0);
    expect(result.metrics?.median_move).toBeLessThan(0.15);
    expect(result.summary).toContain("papers of the last map moved by");
  });

  it("is made anew where a paper was taken away", async () => {
    const { map } = await project(VECTORS);
    await database.close();
    const { result } = await project(VECTORS.slice(0, 19), { positions: map, space: spaceOf(VECTORS) });
    expect(result.metrics?.papers_on_both_maps).toBe(19);
    expect(result.metrics?.median_move).toBeGreaterThan(0);
  });
});
