import { describe, expect, it } from "vitest";
import { judgeLabel, measureLabel } from "../../pipeline/labels/label-quality.ts";
import { candidateOf, spaceOf } from "./phrases-of.ts";

// Topic 0 has the rows 0 to 3, topic 1 the rows 4 to 9; row 10 has none.
const TOPIC_OF = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, -1]);
const COUNTED = { topicOf: TOPIC_OF, sizes: Int32Array.of(4, 6) };
const cosines = Float64Array.of(0.6, 0.2);
const first = candidateOf("graph", [0, 1, 4, 10], { cosines });
const second = candidateOf("video", [1, 2], { cosines });
const space = spaceOf([first, second, candidateOf("speech", [])]);

describe("measureLabel", () => {
  it("reads the label as a query: papers with any of its phrases, in the topic and elsewhere", () => {
    const quality = measureLabel([first, second], 0, COUNTED, space)!;
    expect(quality.coverage).toBeCloseTo(3 / 4);
    expect(quality.precision).toBeCloseTo(3 / 5);
    expect(quality.f1).toBeCloseTo((2 * 0.75 * 0.6) / 1.35);
    // The two directions, less the mean of three, meet at 120 degrees: the mean of the phrases has the length 1 / 2.
    expect(quality.contrast).toBeCloseTo(1.2 - 0.4);
    expect(quality.verdict).toBe("fits");
  });

  it("calls a label provisional whose F1 is below 0.2 or whose contrast is below 0.05", () => {
    const rare = candidateOf("graph", [0, 4, 5, 6, 7, 8, 9, 10], { cosines });
    expect(measureLabel([rare], 0, COUNTED, space)).toMatchObject({ f1: 1 / 6, verdict: "provisional" });
    const vague = candidateOf("graph", [0, 1, 2], { cosines: Float64Array.of(0.3, 0.26) });
    expect(measureLabel([vague], 0, COUNTED, space)!.verdict).toBe("provisional");
  });

  it("has nothing to measure without phrases", () => {
    expect(measureLabel([], 0, COUNTED, space)).toBeNull();
  });
});

describe("judgeLabel", () => {
  const fitting = measureLabel([first, second], 0, COUNTED, space);
  const failing = { ...fitting!, verdict: "provisional" as const };
  const judge = (quality: typeof fitting, routing: number | null, withTerms: number | null, isMixed = false) =>
    judgeLabel(quality, { routing, withTerms, isMixed })?.verdict;

  it("calls a label provisional that leads few held-out members home, with the terms beside it too", () => {
    expect(judge(fitting, 0.25, 0.4)).toBe("provisional");
    expect(judge(fitting, 0.26, 0)).toBe("fits");
    expect(judge(fitting, 0, 0.41)).toBe("fits");
  });

  it("lets a label fit that leads many of them home, whatever its figures", () => {
    expect(judge(failing, 0.45, 0.6)).toBe("provisional");
    expect(judge(failing, 0.46, 0)).toBe("fits");
    expect(judge(failing, 0, 0.61)).toBe("fits");
  });

  it("goes by the figures where no member was held out", () => {
    expect(judge(fitting, null, null)).toBe("fits");
    expect(judge(failing, null, null)).toBe("provisional");
  });

  it("calls the label of a mixture provisional, and has nothing to say of none", () => {
    expect(judge(fitting, 1, 1, true)).toBe("provisional");
    expect(judge(null, 1, 1)).toBeUndefined();
  });
});
