import { describe, expect, it } from "vitest";
import { chooseFineTopics, scanForFineTopics } from "../../pipeline/topics/fine-topic-count.ts";
import { NUMBERS, scanOf } from "./topic-counts.ts";

/** Information that rises to 2 nats at k = 20 and falls as fast behind it, on a scale of ln k. */
const hill = (k: number) => ({ information: 2 - 0.5 * Math.log(k / 20) ** 2 });

describe("chooseFineTopics", () => {
  it("takes the number behind the top at which .94 of the most information is left", () => {
    const { topics, k, reason } = chooseFineTopics(scanOf(NUMBERS, hill), 1000, 1000);
    // 2 - x²/2 = .94 x 2 at x = ln(k / 20) = .49, k = 33; averaging over neighbours moves it little.
    expect(topics).toBeGreaterThanOrEqual(31);
    expect(topics).toBeLessThanOrEqual(35);
    expect(k).toBe(topics);
    expect(reason).toMatch(/^the finest number that keeps 94 % .* \(most, [12]\.\d\d nats, near (18|22)\)$/);
  });

  it("takes a number that repeats almost wholly, where no other says more", () => {
    const scan = scanOf(NUMBERS, (k) => ({ information: Math.log(Math.min(k, 6)), prediction: k === 6 ? 0.97 : 0.8 }));
    const { topics, reason } = chooseFineTopics(scan, 300, 300);
    expect(topics).toBe(9);
    expect(reason).toMatch(/\(prediction 0\.97\).*; 6 would be too few for 300 papers$/);
    expect(chooseFineTopics(scan, 100, 100).topics).toBe(6);
  });

  it("does not move with noise that would move the top", () => {
    const noisy = [0.03, -0.03].map(
      (noise) =>
        chooseFineTopics(
          scanOf(NUMBERS, (k) => ({ information: hill(k).information + (k % 2 ? noise : -noise) })),
          1000,
          1000,
        ).topics,
    );
    expect(Math.abs(noisy[0]! - noisy[1]!)).toBeLessThanOrEqual(5);
  });

  it("keeps the number of the last run within a tenth, and says so", () => {
    const scan = scanOf(NUMBERS, hill);
    const { topics: found } = chooseFineTopics(scan, 1000, 1000);
    const kept = chooseFineTopics(scan, 1000, 1000, found + 2);
    expect([kept.topics, kept.k]).toEqual([found + 2, found + 2]);
    expect(kept.reason).toContain(`; that is ${found} now, and within chance of ${found + 2}, which the last run had`);
    expect(chooseFineTopics(scan, 1000, 1000, found)).toEqual(chooseFineTopics(scan, 1000, 1000));
    expect(chooseFineTopics(scan, 1000, 1000, found + 5).topics).toBe(found);
    expect(chooseFineTopics(scan, 1000, 1000, found - 5).topics).toBe(found);
  });

  it("grows with papers beyond those that were scanned, less than their root, and says so", () => {
    const scan = scanOf(NUMBERS, hill);
    const { topics: few } = chooseFineTopics(scan, 2000, 2000);
    const { topics: many, k, reason } = chooseFineTopics(scan, 2000, 8000);
    expect(k).toBe(few);
    expect(many).toBe(Math.round(few * 4 ** 0.4));
    expect(reason).toContain(`${few} for the 2000 papers looked at, ${many} for all 8000`);
  });

  it("stays between a topic for 60 papers and one for 12, and says so", () => {
    const early = scanOf(NUMBERS, (k) => ({ information: 1 / k }));
    const { topics, reason } = chooseFineTopics(early, 1200, 1200);
    expect(topics).toBe(20);
    expect(reason).toMatch(/would be too few for 1200 papers$/);
    expect(chooseFineTopics(scanOf(NUMBERS, hill), 120, 120).topics).toBe(10);
    expect(chooseFineTopics(scanOf([2, 3], hill), 20, 20).topics).toBe(3);
  });

  it("takes two, and says so, where nothing repeats", () => {
    const { topics, reason } = chooseFineTopics(
      scanOf(NUMBERS, () => ({ information: 0.01 })),
      500,
      500,
    );
    expect(topics).toBe(2);
    expect(reason).toMatch(/^nothing repeats between halves/);
  });
});

describe("scanForFineTopics", () => {
  it("stops when the information has clearly fallen, one number further being under way, and measures each once", async () => {
    const tried: number[] = [];
    const scan = await scanForFineTopics(NUMBERS, async (k) => {
      tried.push(k);
      return scanOf([k], hill)[0]!;
    });
    expect(tried).toEqual(NUMBERS.slice(0, tried.length));
    expect(scan.map(({ k }) => k)).toEqual(tried.slice(0, -1));
    expect(scan.at(-1)!.k).toBeGreaterThan(33);
    expect(scan.at(-1)!.k).toBeLessThan(77);
  });

  it("tries all numbers where none is clearly too fine", async () => {
    const scan = await scanForFineTopics([2, 3, 4], async (k) => scanOf([k], () => ({ information: k }))[0]!);
    expect(scan.map(({ k }) => k)).toEqual([2, 3, 4]);
  });

  it("fails with the first failure, and leaves none of those under way unheard", async () => {
    const measure = async (k: number) => {
      await new Promise((settle) => setTimeout(settle, k));
      throw new Error(`no thread for ${k}`);
    };
    await expect(scanForFineTopics([2, 3], measure)).rejects.toThrow("no thread for 2");
    await new Promise((settle) => setTimeout(settle, 10));
  });
});
