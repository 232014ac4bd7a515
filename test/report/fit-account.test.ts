import { describe, expect, it } from "vitest";
import { writeMarkdown } from "../../pipeline/documents/markdown.ts";
import { describeFit, describePlaced, listUnsettled } from "../../pipeline/report/fit-account.ts";
import type { DriftRow, FitRow } from "../../pipeline/report/report-rows.ts";

const STANDING: FitRow = {
  fit: 2,
  decision: "standing",
  map_decision: "standing",
  reason: "17 papers came, and nothing drifted",
  fitted_papers: 1354,
  placed_papers: 17,
  unsettled_papers: 2,
};
const NEW: FitRow = { ...STANDING, decision: "new", map_decision: "new", placed_papers: 0, unsettled_papers: 0 };
const DRIFT: DriftRow[] = [
  { measure: "similarity", at_fit: 0.6, now: 0.55, threshold: 0.5, is_exceeded: false },
  { measure: "unsettled_share", at_fit: null, now: null, threshold: 0.25, is_exceeded: false },
];

describe("describePlaced", () => {
  it("counts the papers that were placed, and those that fit no topic yet", () => {
    expect(writeMarkdown(describePlaced({ fit: STANDING }))).toBe(
      "17 papers came since topics and map were last fitted, and were placed among the others, which did not move. 2 of them are unsettled: they fit no topic yet.\n",
    );
    expect(writeMarkdown(describePlaced({ fit: { ...STANDING, placed_papers: 1, unsettled_papers: 0 } }))).toContain(
      "1 paper came since topics and map were last fitted, and was placed among the others, which did not move. All of them fit a topic.",
    );
  });

  it("is silent where every paper had part in the fit", () => {
    expect(describePlaced({ fit: NEW })).toEqual([]);
    expect(describePlaced({ fit: { ...STANDING, placed_papers: 0 } })).toEqual([]);
    expect(describePlaced({ fit: null })).toEqual([]);
  });
});

describe("describeFit", () => {
  it("says that the fit stands, why, and how far the papers have drifted from it", () => {
    const text = writeMarkdown(describeFit({ fit: STANDING, drift: DRIFT }));
    expect(text).toContain(
      "The topics and map of fit 2, of 1,354 papers, stand: 17 papers came, and nothing drifted. No measure of drift has passed its limit:",
    );
    expect(text).toMatch(/\| similarity +\| +0\.600 \| +0\.550 \| 0\.500 \| within \|/);
    expect(text).toMatch(/\| unsettled share \| +– \| too few papers \| 0\.250 \| within \|/);
  });

  it("names the measure that is beyond its limit, and what to do", () => {
    const drift = DRIFT.map((row, index) => ({ ...row, is_exceeded: index === 0 }));
    expect(writeMarkdown(describeFit({ fit: STANDING, drift }))).toContain(
      "have drifted from it by similarity: it should be made anew (--refit now).",
    );
  });

  it("says when all was fitted anew and why, and nothing of a first fit", () => {
    expect(writeMarkdown(describeFit({ fit: { ...NEW, fit: 3, reason: "the seed is another" }, drift: [] }))).toBe(
      "Topics and map were fitted anew in this run, for the 3rd time: the seed is another.\n",
    );
    expect(describeFit({ fit: { ...NEW, fit: 1 }, drift: [] })).toEqual([]);
    expect(describeFit({ fit: null, drift: [] })).toEqual([]);
  });
});

describe("listUnsettled", () => {
  it("lists up to fifty papers with the nearest topic", () => {
    const rows = Array.from({ length: 53 }, (_, index) => ({ title: `P${index}`, best: null, probability: null }));
    const text = writeMarkdown(listUnsettled([{ title: "A|B", best: "Speech", probability: 0.2 }, ...rows]));
    expect(text).toContain("| A\\|B | Speech");
    expect(text).toContain("… and 4 more.");
    expect(listUnsettled([])).toEqual([]);
  });
});
