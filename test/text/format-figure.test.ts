import { describe, expect, it } from "vitest";
import {
  formatCount,
  formatFigure,
  formatNumber,
  formatPercent,
  roundFigure,
} from "../../pipeline/text/format-figure.ts";
import { joinWithAnd } from "../../pipeline/text/join-with-and.ts";

describe("figures for people", () => {
  it("are percentages of no digit behind the point, or of as many as asked for", () => {
    expect(formatPercent(2 / 3)).toBe("67 %");
    expect(formatPercent(0.0712, 1)).toBe("7.1 %");
  });

  it("have two digits behind the point, or as many as asked for", () => {
    expect(formatFigure(0.8)).toBe("0.80");
    expect(formatFigure(-0.0123, 3)).toBe("-0.012");
  });

  it("part thousands, and say one thing in the singular", () => {
    expect(formatNumber(1371)).toBe("1,371");
    expect([0, 1, 1371].map((count) => formatCount(count, "paper"))).toEqual(["0 papers", "1 paper", "1,371 papers"]);
  });
});

describe("roundFigure", () => {
  it("rounds to so many digits behind the point", () => {
    expect(roundFigure(1.23456, 3)).toBe(1.235);
    expect(roundFigure(-0.00004, 4)).toBeCloseTo(0);
  });
});

describe("joinWithAnd", () => {
  it("joins one word, two and three", () => {
    expect(joinWithAnd(["a"])).toBe("a");
    expect(joinWithAnd(["a", "b"])).toBe("a and b");
    expect(joinWithAnd(["a", "b", "c"])).toBe("a, b, and c");
  });
});
