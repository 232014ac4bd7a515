import { describe, expect, it } from "vitest";
import { describeDrift, explainDrift, measureDrift } from "../../pipeline/growth/measure-drift.ts";

const STEADY = {
  fitted: 900,
  placed: 60,
  unsettled: 3,
  similarity: { fitted: 0.8, placed: 0.79 },
  routing: { fitted: 0.6, placed: 0.55 },
  trustworthiness: { fitted: 0.98, placed: 0.97 },
};

describe("the drift of a fit", () => {
  it("passes no threshold where new papers are described as well as old ones", () => {
    const measures = measureDrift(STEADY);
    expect(measures.map(({ measure }) => measure)).toEqual([
      "placed_share",
      "unsettled_share",
      "similarity",
      "label_routing",
      "trustworthiness",
    ]);
    expect(explainDrift(measures)).toBeNull();
    expect(describeDrift(measures)).toBe("placed share 0.06 of 0.07");
  });

  it("is told by each measure that passes its threshold, with both figures", () => {
    const similarity = { fitted: 0.8, placed: 0.6 };
    const measures = measureDrift({ ...STEADY, placed: 300, unsettled: 60, similarity });
    expect(explainDrift(measures)).toBe(
      "placed share 0.25 passes 0.07, unsettled share 0.20 passes 0.12, similarity 0.60 passes 0.74",
    );
  });

  it("bears forty papers on a fit of few, and no more than a quarter", () => {
    const thresholdOf = (fitted: number) => measureDrift({ ...STEADY, fitted })[0]!.threshold;
    expect([80, 360, 5000].map(thresholdOf)).toEqual([0.25, 0.1, 0.07]);
  });

  it("says nothing by too few papers but that there are many for the fit", () => {
    const few = measureDrift({ ...STEADY, fitted: 90, placed: 35, unsettled: 35 });
    expect(explainDrift(few)).toBe("placed share 0.28 passes 0.25");
    expect(few.find(({ measure }) => measure === "similarity")!.now).toBeNull();
  });

  it("knows no trust in a map of too few papers", () => {
    const measures = measureDrift({ ...STEADY, trustworthiness: null });
    expect(measures.at(-1)).toMatchObject({ at_fit: null, now: null, is_exceeded: false });
  });
});
