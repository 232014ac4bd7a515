import { describe, expect, it } from "vitest";
import { describeWithoutAbstract, isWithoutAbstract, RejectionTally } from "../../pipeline/input/rejection-tally.ts";

const missing = "abstract: is missing";
const rejected = (source: string, line: number, reason = missing) => ({ source, line, reason, raw: "" });

describe("isWithoutAbstract", () => {
  it.each([
    [missing, true],
    ['abstract: "": is empty', true],
    ['abstract: "No abstract.": says that there is none', true],
    ["title: is missing; abstract: is missing", false],
    ["abstract without words", false],
    ['abstract: "": is empty; rank: -1: must not be negative', false],
  ])("tells %s: %s", (reason, is) => {
    expect(isWithoutAbstract(reason)).toBe(is);
  });
});

describe("RejectionTally", () => {
  it("tells three records of a file without abstract together, fewer and others one by one", () => {
    const tally = new RejectionTally(3);
    for (const line of [7, 9, 12, 20]) tally.add(rejected("a", line));
    for (const line of [3, 5]) tally.add(rejected("b", line));
    for (const line of [1, 4]) tally.add(rejected("b", line, "title: is missing"));
    expect(tally.listTogether()).toEqual([{ source: "a", count: 4, line: 7 }]);
    const { shown, count } = tally.listSingle();
    expect(shown.map(({ source, line }) => `${source}:${line}`)).toEqual(["b:1", "b:3", "b:4"]);
    expect(count).toBe(4);
    tally.drop("b");
    expect(tally.listSingle()).toEqual({ shown: [], count: 0 });
    tally.drop("a");
    expect(tally.listTogether()).toEqual([]);
  });
});

describe("describeWithoutAbstract", () => {
  it("says how many, where, and why it matters", () => {
    expect(describeWithoutAbstract({ count: 1412, line: 19 }, 2600)).toBe(
      "1,412 of 2,600 records have no abstract, the first at line 19: topics are found by title and abstract, so they are left out",
    );
  });
});
