import { describe, expect, it } from "vitest";
import { type Filters, filterPapers, isFiltering, listRows, NO_FILTERS } from "../../pipeline/search/filter-papers.ts";

/** Papers 0 and 1 are in topic 1, 2 in topic 2, 3 in none; paper 0 is listed in a on day 10 and in b on day 20, 1 in a on 12, 2 in b, 3 in b on 30. */
const DATA = {
  sources: ["a", "b"],
  papers: {
    topicOf: [1, 1, 2, -1],
    role: [0, 1, 0, 2],
    appearances: { start: [0, 2, 3, 4, 5], source: [0, 1, 0, 1, 1], day: [10, 20, 12, -1, 30] },
  },
};
/** Topic 9 has the parts 1 and 2. */
const familyOf = (topic: number) => (topic === 9 ? [9, 1, 2] : [topic]);

function rowsOf(filters: Partial<Filters>, leftOut: keyof Filters | null = null): number[] {
  return [...listRows(filterPapers(DATA, familyOf, { ...NO_FILTERS, ...filters }, leftOut), 4)];
}

describe("filterPapers", () => {
  it("keeps all where nothing is asked for", () => {
    expect(rowsOf({})).toEqual([0, 1, 2, 3]);
  });

  it("takes a broad topic for its parts, and any of the topics", () => {
    expect(rowsOf({ topics: [9] })).toEqual([0, 1, 2]);
    expect(rowsOf({ topics: [2, 5] })).toEqual([2]);
  });

  it("asks for all filters together", () => {
    expect(rowsOf({ sources: ["b"] })).toEqual([0, 2, 3]);
    expect(rowsOf({ sources: ["b"], roles: ["core"] })).toEqual([0, 2]);
    expect(rowsOf({ sources: ["b"], roles: ["edge", "unassigned"] })).toEqual([3]);
    expect(rowsOf({ sources: ["b"], roles: ["core"], topics: [2] })).toEqual([2]);
  });

  it("keeps papers whose first day is one of those given, both ends included, none without a date", () => {
    expect(rowsOf({ dates: [12, 30] })).toEqual([1, 3]);
    expect(rowsOf({ dates: [0, 9] })).toEqual([]);
  });

  it("takes the first day of a paper whatever the source", () => {
    expect(rowsOf({ sources: ["a"], dates: [10, 10] })).toEqual([0]);
    expect(rowsOf({ sources: ["b"], dates: [10, 10] })).toEqual([0]);
    expect(rowsOf({ sources: ["b"], dates: [20, 20] })).toEqual([]);
  });

  it("leaves out the filter that is named, for the counts beside its choices", () => {
    const all: Filters = { topics: [1], sources: ["a"], roles: ["edge"], dates: [10, 12] };
    expect(rowsOf(all)).toEqual([1]);
    expect(rowsOf(all, "roles")).toEqual([0, 1]);
    expect(rowsOf({ topics: [2], roles: ["edge"] }, "topics")).toEqual([1]);
    expect(rowsOf({ topics: [1], dates: [12, 12] }, "dates")).toEqual([0, 1]);
  });

  it("finds nothing for a source that there is not", () => {
    expect(rowsOf({ sources: ["c"] })).toEqual([]);
  });
});

describe("isFiltering", () => {
  it("is true where any filter is on", () => {
    expect(isFiltering(NO_FILTERS)).toBe(false);
    expect(isFiltering({ ...NO_FILTERS, roles: ["edge"] })).toBe(true);
    expect(isFiltering({ ...NO_FILTERS, dates: [1, 2] })).toBe(true);
  });
});

describe("listRows", () => {
  it("lists the rows of a mask, or all without one", () => {
    expect([...listRows(Uint8Array.of(0, 1, 0, 1), 4)]).toEqual([1, 3]);
    expect([...listRows(null, 3)]).toEqual([0, 1, 2]);
  });
});
