import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { NO_SEARCH_FILTERS } from "../../pipeline/paper-search/paper-search.ts";
import { readSearchFilters } from "../../pipeline/paper-search/read-filters.ts";
import { openTables } from "../database/fill-table.ts";
import { createFakeEmbedder } from "../embedding/fake-embedder.ts";
import { fillPapers } from "./sample-papers.ts";

let database: Database;

beforeAll(async () => {
  database = await openTables();
  await fillPapers(database, createFakeEmbedder());
});
afterAll(() => database.close());

describe("readSearchFilters", () => {
  it("keeps all where nothing is typed", async () => {
    expect(await readSearchFilters(database, {})).toEqual(NO_SEARCH_FILTERS);
  });

  it("reads days, and months and years as the days that they begin and end with", async () => {
    const read = async (since: string, until: string) => {
      const filters = await readSearchFilters(database, { since, until });
      return [filters.since, filters.until];
    };
    expect(await read("2026-01-31", "2026-01-31")).toEqual(["2026-01-31", "2026-01-31"]);
    expect(await read("2026-02", "2026-02")).toEqual(["2026-02-01", "2026-02-28"]);
    expect(await read("2024", "2024-02")).toEqual(["2024-01-01", "2024-02-29"]);
    expect(await read("2025-12", "2025-12")).toEqual(["2025-12-01", "2025-12-31"]);
    expect(await read("2025", "2026")).toEqual(["2025-01-01", "2026-12-31"]);
  });

  it("finds topics by words, sources by name and folder, categories in any case", async () => {
    expect(
      await readSearchFilters(database, { topic: ["graphs", "9"], source: ["feed", "3.jsonl"], category: ["CS.lg"] }),
    ).toMatchObject({
      topics: [2, 9],
      sources: ["feed/1.jsonl", "feed/2.jsonl", "other/3.jsonl"],
      categories: ["CS.lg"],
    });
  });

  it.each([
    [{ since: "2026-02-30" }, "--since 2026-02-30: must be a day"],
    [{ until: "yesterday\u001b[2J" }, "--until yesterday\\x1b[2J: must be"],
    [{ since: "2026-13" }, "--since 2026-13"],
    [{ since: "2026-02", until: "2026-01" }, "--since 2026-02: is after --until 2026-01"],
    [{ source: ["fee"] }, "There are feed/1.jsonl, feed/2.jsonl, other/3.jsonl."],
    [{ source: [""] }, "--source"],
    [{ category: ["cs.XX"] }, "--category cs.XX: no paper has it. There are cs.LG, math.CO, q-bio.PE."],
    [{ topic: ["whales"] }, "whales"],
  ])("refuses %j", async (typed, message) => {
    const reading = readSearchFilters(database, typed);
    await expect(reading).rejects.toThrow(UserError);
    await expect(reading).rejects.toThrow(message);
  });

  it("refuses days where no paper has one", async () => {
    const empty = await openTables();
    await expect(readSearchFilters(empty, { until: "2026" })).rejects.toThrow(
      "--until: no paper of this file has a day",
    );
    empty.close();
  });
});
