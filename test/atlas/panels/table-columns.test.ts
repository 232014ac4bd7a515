import { describe, expect, it } from "vitest";
import { buildAtlasData, buildAtlasTexts } from "../../../pipeline/atlas/build-atlas-data.ts";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { sortRows } from "../../../pipeline/atlas/client/panels/sort-rows.ts";
import { listColumns, listDetailColumns } from "../../../pipeline/atlas/client/panels/table-columns.ts";
import { createState } from "../../../pipeline/atlas/client/state.ts";
import { sampleAtlasRows } from "../sample-atlas.ts";

const rows = sampleAtlasRows({ papers: 10, topics: 2 });
const listFor = (given: typeof rows) => {
  const data = buildAtlasData(given, (topics) => topics.map(({ color }) => color));
  return listColumns({ data, index: buildIndex(data), state: createState() });
};

describe("listColumns", () => {
  it("has a column for days only where a page gives one", () => {
    const undated = { ...rows, appearances: rows.appearances.map((row) => ({ ...row, day: null })) };
    const names = ["Title", "Topic", "Probability", "Role", "Listed", "Source"];
    expect(listFor(rows).map(({ name }) => name)).toEqual(names);
    expect(listFor(undated).map(({ name }) => name)).toEqual(names.filter((name) => name !== "Listed"));
  });

  it("shows probability, role and day in words, and sorts the surest and the newest first", () => {
    const [, , probability, role, listed] = listFor({
      ...rows,
      papers: rows.papers.map((paper) => ({ ...paper, probability: 0.875, role: "edge" })),
    });
    expect(probability!.show(0, [])).toBe("88 %");
    expect(role!.show(0, [])).toBe("edge");
    expect([listed!.show(0, []), listed!.show(9, [])]).toEqual(["2024-10-04", ""]);
    expect(Number(listed!.key(1))).toBeLessThan(Number(listed!.key(0)));
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
    expect(sortRows([0, 1, 2, 3], { key: published!.key, isDescending: false })).toEqual([2, 1, 0, 3]);
  });
});
