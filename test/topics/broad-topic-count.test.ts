import { describe, expect, it } from "vitest";
import {
  chooseBroaderTopics,
  countMostScannedAbove,
  scoreBroadTopics,
} from "../../pipeline/topics/broad-topic-count.ts";
import { NUMBERS, scanOf } from "./topic-counts.ts";

/** Topics that lie apart at two numbers. */
const peaks = (first: number, second: number) => (k: number) => ({
  silhouette: 0.1 + (k === first ? 0.2 : 0) + (k === second ? 0.1 : 0),
});

describe("chooseBroaderTopics", () => {
  it("takes the number that stands out, but never two, nor more than the fine ones bear", () => {
    expect(chooseBroaderTopics(scanOf(NUMBERS, peaks(7, 2)), 30)).toEqual([
      {
        topics: 7,
        k: 7,
        reason: expect.stringMatching(/^the best of 3 to 12 by how far topics lie apart and repeat.*1\.00 nats\)$/),
      },
    ]);
    expect(chooseBroaderTopics(scanOf(NUMBERS, peaks(2, 22)), 30)[0]!.topics).toBeGreaterThan(2);
  });

  it("puts a level between where there are very many fine topics", () => {
    const levels = chooseBroaderTopics(scanOf(NUMBERS, peaks(7, 26)), 60);
    expect(levels.map(({ topics }) => topics)).toEqual([26, 7]);
  });

  it("keeps the number of the last run while it is nearly as good, and says so", () => {
    const near = (k: number) => ({ silhouette: k === 7 ? 0.32 : k === 5 ? 0.3 : 0.05 });
    const scan = scanOf(NUMBERS, near);
    const [best] = chooseBroaderTopics(scan, 36);
    const other = best!.topics === 7 ? 5 : 7;
    expect(chooseBroaderTopics(scan, 36, [other])).toEqual([
      {
        topics: other,
        k: other,
        reason: expect.stringMatching(
          new RegExp(`^the number of the last run, nearly as good as ${best!.topics}, the best of 3 to 14`),
        ),
      },
    ]);
    expect(chooseBroaderTopics(scan, 36, [best!.topics])).toEqual([best]);
    expect(chooseBroaderTopics(scan, 36, [12])).toEqual([best]);
    expect(chooseBroaderTopics(scan, 36, [40])).toEqual([best]);
  });

  it("keeps the number between, too", () => {
    const scan = scanOf(NUMBERS, (k) => ({ silhouette: k === 7 ? 0.3 : k === 26 || k === 22 ? 0.2 : 0.05 }));
    const [middle, broad] = chooseBroaderTopics(scan, 60);
    const other = middle!.topics === 26 ? 22 : 26;
    const kept = chooseBroaderTopics(scan, 60, [other, broad!.topics]);
    expect(kept.map(({ topics }) => topics)).toEqual([other, broad!.topics]);
    expect(chooseBroaderTopics(scan, 60, [broad!.topics])).toEqual([middle, broad]);
  });

  it("has none above few topics", () => {
    expect(chooseBroaderTopics(scanOf(NUMBERS, peaks(3, 4)), 7)).toEqual([]);
    expect(countMostScannedAbove(7)).toBe(0);
    expect(countMostScannedAbove(24)).toBe(9);
    expect(countMostScannedAbove(60)).toBe(40);
  });
});

describe("scoreBroadTopics", () => {
  it("is the product of the figures, averaged around k, as worked out by hand", () => {
    const scan = scanOf([10, 11, 30], (k) => ({ silhouette: k / 100, stability: 0.5, prediction: 1, information: 2 }));
    const near = Math.exp(-0.5 * (Math.log(11 / 10) / 0.1) ** 2);
    const [ten, , thirty] = scoreBroadTopics(scan);
    expect(ten).toBeCloseTo((0.1 + near * 0.11) / (1 + near), 6);
    expect(thirty).toBeCloseTo(0.3, 6);
  });

  it("is nothing where one of the figures is below nothing", () => {
    expect(scoreBroadTopics(scanOf([3], () => ({ prediction: -0.1 })))).toEqual([0]);
  });
});
