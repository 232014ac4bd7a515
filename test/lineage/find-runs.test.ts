import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { compareRuns } from "../../pipeline/lineage/compare-runs.ts";
import { findRuns } from "../../pipeline/lineage/find-runs.ts";
import { forgetRuns } from "../../pipeline/lineage/forget-runs.ts";
import { isRunLike } from "../../pipeline/lineage/record-run.ts";
import { readTerminal } from "../../pipeline/terminal/terminal.ts";
import { writeDifference } from "../../pipeline/terminal/write-difference.ts";
import { openTables } from "../database/fill-table.ts";

let database: Database;

/** Runs 1 to 5, of which 3 changed nothing: paper 3 came in 2 and moved in 5, paper 1 is gone in 5, the map is new in 4. */
beforeAll(async () => {
  database = await openTables();
  await database.execute(`
    INSERT INTO runs SELECT i, TIMESTAMP '2026-11-20 07:00:00' + to_days(i), 1, 1, '{"seed": ' || i || ', "output": "' || i || '"}', '{}' FROM range(1, 6) AS t(i);
    INSERT INTO run_inputs VALUES (1, ['a'], 2, 2), (2, ['a', 'b'], 3, 3), (4, ['a', 'b'], 3, 3), (5, ['b', 'c'], 3, 2);
    INSERT INTO run_topics SELECT run_id, topic_id, 0, NULL, 'Topic ' || topic_id, 1, NULL FROM run_inputs, (VALUES (7), (9)) AS t(topic_id);
    INSERT INTO run_members VALUES (1, 7, [1]), (1, 9, [2]), (2, 7, [1, 3]), (2, 9, [2]), (4, 7, [1, 3]), (4, 9, [2]), (5, 7, []), (5, 9, [2, 3]);
    INSERT INTO run_maps VALUES (1, [1, 2], [0, 10], [0, 0]), (2, [3], [5], [5]), (4, [1, 2, 3], [1, 12, 5], [0, 0, 5]);
    INSERT INTO numbered_papers VALUES (1, 'p1', 'Gone'), (2, 'p2', NULL), (3, 'p3', NULL)`);
});
afterAll(() => database.close());

describe("findRuns", () => {
  it("takes the last two of the runs that changed something, or those that are named", async () => {
    expect(await findRuns(database, [])).toEqual({ first: 4, second: 5 });
    expect(await findRuns(database, ["1"])).toEqual({ first: 1, second: 5 });
    expect(await findRuns(database, ["last", "previous"])).toEqual({ first: 5, second: 4 });
  });

  it("takes a run that changed nothing as the one before", async () => {
    expect(await findRuns(database, ["1", "3"])).toEqual({ first: 1, second: 2 });
  });

  it("names the runs that are kept where one is not", async () => {
    const error = findRuns(database, ["9"]);
    await expect(error).rejects.toThrow(UserError);
    await expect(error).rejects.toThrow("run 9: there is none. The file keeps runs 1 to 2 and 4 to 5.");
    await expect(findRuns(database, ["first"])).rejects.toThrow("run first: must be a number, last or previous.");
  });
});

describe("compareRuns", () => {
  it("tells what differs in data, settings, papers and map", async () => {
    const { runs, files, settings, papers, map } = await compareRuns(database, { first: 2, second: 5 }, 5);
    expect(runs.map(({ started_at, topics }) => [started_at, topics])).toEqual([
      ["2026-11-22 07:00", [2]],
      ["2026-11-25 07:00", [2]],
    ]);
    expect(files).toEqual({ added: ["c"], gone: ["a"] });
    expect(settings).toEqual([{ setting: "seed", before: "2", after: "5" }]);
    expect(papers).toMatchObject({ added: 0, gone: 1, in_both: 2, moved: 1, moved_alone: 1 });
    expect(papers.gone_papers).toEqual([{ paper_id: "p1", title: "Gone", topic_id: 7, label: "Topic 7" }]);
    expect(papers.moved_papers[0]).toMatchObject({ paper_id: "p3", previous_topic_id: 7, topic_id: 9 });
    // Papers 2 and 3 are on both maps; the first map is 10 wide, and 2 went two of these.
    expect(map).toEqual({ papers: 2, moved: 1, median_move: 0.1 });
  });

  it("knows where papers lay before they moved", async () => {
    const { map } = await compareRuns(database, { first: 1, second: 2 }, 5);
    expect(map).toEqual({ papers: 2, moved: 0, median_move: 0 });
  });

  it("is written in 80 columns", async () => {
    const terminal = readTerminal({ isTTY: true, columns: 80 } as never, { NO_COLOR: "1" });
    const text = writeDifference(await compareRuns(database, { first: 2, second: 5 }, 5), terminal);
    expect(text).toContain("From run 2 (2026-11-22 07:00 UTC) to run 5 (2026-11-25 07:00 UTC)\n");
    expect(text).toContain("  1 file more: c.\n  1 file fewer: a.\n  3 records; 3 → 2 papers: 0 came, 1 is gone.\n");
    expect(text).toContain("  1 of 2 papers on both maps moved; median move 10.0 % of the map's width.\n");
  });
});

describe("forgetRuns", () => {
  it("forgets the oldest, but not where their papers lie, and says so", async () => {
    expect(await isRunLike(database, 5)).toBe(false);
    await forgetRuns(database, 2);
    await expect(findRuns(database, ["2"])).rejects.toThrow(
      "run 2: is forgotten. The file keeps runs 4 to 5. --keep-runs of the pipeline says how many are kept.",
    );
    expect(await database.query("SELECT run_id, papers, x FROM run_maps")).toEqual([
      { run_id: 4, papers: [1, 2, 3], x: [1, 12, 5] },
    ]);
    await forgetRuns(database, 1);
    expect(await database.query("SELECT number FROM numbered_papers ORDER BY number")).toEqual([
      { number: 2 },
      { number: 3 },
    ]);
    expect(await findRuns(database, [])).toBeNull();
  });
});
