import { describe, expect, it } from "vitest";
import { explainVerdict, type JudgedLabel } from "../../pipeline/labels/explain-verdict.ts";

const LABEL: JudgedLabel = {
  verdict: "provisional",
  isMixed: false,
  coverage: 0.5,
  precision: 0.5,
  routing: 0.5,
  withTerms: 0.5,
};
const explain = (known: Partial<JudgedLabel>) => explainVerdict({ ...LABEL, ...known });

describe("explainVerdict", () => {
  it("gives the figure that speaks for a label that fits", () => {
    expect(explain({ verdict: "fits", routing: 0.69, withTerms: 0.6 })).toBe(
      "The label fits: it leads 69 % of held-out papers to the topic.",
    );
    expect(explain({ verdict: "fits", routing: 0.17, withTerms: 0.52 })).toBe(
      "The label fits: with the terms beside it, it leads 52 % of held-out papers to the topic.",
    );
    expect(explain({ verdict: "fits", routing: null, withTerms: null })).toBe("The label fits.");
  });

  it("gives the figure that speaks against a provisional one", () => {
    expect(explain({ isMixed: true })).toMatch(/too little in common/);
    expect(explain({ routing: 0.04, withTerms: 0.22 })).toMatch(
      /leads only 4 % of held-out papers to the topic, and 22 % with the terms/,
    );
    expect(explain({ coverage: 0.1, precision: 0.6 })).toMatch(/only 10 % of the papers contain/);
    expect(explain({ coverage: 0.6, precision: 0.1 })).toMatch(/contain a phrase of it, only 10 % are the topic's/);
    expect(explain({ coverage: null, precision: null })).toMatch(/is the title of a paper/);
    expect(explain({})).toMatch(/nearly as much of another topic/);
  });
});
