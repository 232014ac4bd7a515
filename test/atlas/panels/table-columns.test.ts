import { describe, expect, it } from "vitest";
import { buildAtlasData, buildAtlasTexts } from "../../../pipeline/atlas/build-atlas-data.ts";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { sortRows } from "../../../pipeline/atlas/client/panels/sort-rows.ts";
import { fitWords, listColumns, listDetailColumns } from "../../../pipeline/atlas/client/panels/table-columns.ts";
import { findRanks } from "../../../pipeline/atlas/client/paper-votes.ts";
import { createState } from "../../../pipeline/atlas/client/state.ts";
import { sampleAtlasRows } from "../sample-atlas.ts";

const rows = sampleAtlasRows({ papers: 10, topics: 2 });
const listFor = (given: typeof rows) => {
  const data = buildAtlasData(given, (topics) => topics.map(({ color }) => color));
  return listColumns({ data, index: buildIndex(data), state: createState() });
};

describe("listColumns", () => {
  it("has columns for days, upvotes, ranks and sources only where they tell papers apart", () => {
    const change = (by: Partial<(typeof rows.appearances)[number]>) =>
      listFor({ ...rows, appearances: rows.appearances.map((row) => ({ ...row, ...by })) }).map(({ name }) => name);
    const names = ["Title", "Topic", "Probability", "Role", "Listed", "Upvotes", "Rank", "Source"];
    expect(change({ upvotes: 3 })).toEqual(names);
    expect(change({ upvotes: 3, day: null })).toEqual(names.filter((name) => name !== "Listed"));
    expect(change({ upvotes: null })).toEqual(names.filter((name) => name !== "Upvotes"));
    expect(change({ upvotes: 3, rank: null })).toEqual(names.filter((name) => name !== "Rank"));
    expect(change({ upvotes: 3, source: "a/b.txt" })).toEqual(names.filter((name) => name !== "Source"));
  });

  it("is wide enough for every word", () => {
    expect(fitWords(["a-b c", "incomprehensibilities"])).toBeGreaterThan("incomprehensibilities".length * 8);
    expect(fitWords([])).toBe(fitWords(["a"]));
    expect(fitWords(["x".repeat(500)])).toBeLessThanOrEqual(300);
  });

  it("shows probability, role and day in words, and sorts the surest and the newest first", () => {
    const [, , probability, role, listed] = listFor({
      ...rows,
      papers: rows.papers.map((paper) => ({ ...paper, probability: 0.875, role: "edge" })),
    });
    expect(probability!.show(0, [])).toBe("88 %");
    expect(role!.show(0, [])).toBe("edge");
    expect([listed!.show(0, []), listed!.show(9, [])]).toEqual(["2024-10-04", ""]);
    expect(Number(listed!.key(1))).toBeGreaterThan(Number(listed!.key(0)));
    expect([listed!.isDescendingFirst, listed!.key(9)]).toEqual([true, null]);
  });
});

describe("listDetailColumns", () => {
  const listFor = (details: Parameters<typeof sampleAtlasRows>[0]["details"]) =>
    listDetailColumns(buildAtlasTexts(sampleAtlasRows({ papers: 4, topics: 1, details: details! })).details);

  it("has a column for what the sources say of any paper, and none where they say nothing", () => {
    expect(listFor([])).toEqual([]);
    expect(listFor([{}, { venue: "Nature" }]).map(({ name }) => name)).toEqual(["Venue"]);
    expect(listFor([{ authors: ["Ada"] }, { published: "2026" }]).map(({ name }) => name)).toEqual([
      "Authors",
      "Published",
    ]);
  });

  it("shows dates as exactly as known, and sorts the newest first, those without last", () => {
    const dates = ["2026", "2026-11", "2026-11-24", null];
    const [published] = listFor(dates.map((date) => ({ published: date })));
    expect(dates.map((_, row) => published!.show(row, []))).toEqual(["2026", "2026-11", "2026-11-24", ""]);
    expect(sortRows([0, 1, 2, 3], { key: published!.key, isDescending: true })).toEqual([2, 1, 0, 3]);
  });
});

describe("findRanks", () => {
  it("is the best place of a paper, -1 without one", () => {
    const appearances = { start: Uint32Array.of(0, 3, 4), rank: Int32Array.of(7, -1, 2, -1) };
    const given = { id: ["x", "y"], appearances: appearances as Parameters<typeof findRanks>[0]["appearances"] };
    expect([...findRanks(given)]).toEqual([2, -1]);
  });
});
