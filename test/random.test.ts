import { describe, expect, it } from "vitest";
import { createRandom, drawNormal, sampleIndices } from "../pipeline/random.ts";

const draw = (seed: number, stream: string) => {
  const random = createRandom(seed, stream);
  return Array.from({ length: 5 }, () => random.next());
};

describe("createRandom", () => {
  it("gives the numbers it always gave: stored runs can be made again", () => {
    const random = createRandom(1, "cluster");
    expect(Array.from({ length: 8 }, () => random.integer(1000))).toEqual([807, 440, 894, 551, 64, 818, 597, 343]);
  });

  it("gives the same numbers for the same seed and stream, others for another of either", () => {
    expect(draw(1, "a")).toEqual(draw(1, "a"));
    expect(draw(1, "a")).not.toEqual(draw(2, "a"));
    expect(draw(1, "a")).not.toEqual(draw(1, "b"));
    expect(draw(1, "2/a")).not.toEqual(draw(12, "/a"));
  });

  it("draws evenly from [0, 1)", () => {
    const random = createRandom(1, "even");
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) counts[Math.floor(random.next() * 10)]!++;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it("draws each integer below the limit, and no other", () => {
    const random = createRandom(1, "integers");
    const counts = new Map<number, number>();
    for (let i = 0; i < 7000; i++) {
      const value = random.integer(7);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(random.integer(1)).toBe(0);
  });
});

describe("drawNormal", () => {
  it("has mean 0, variance 1, and a third of its draws beyond one deviation", () => {
    const random = createRandom(1, "normal");
    const draws = Array.from({ length: 20_000 }, () => drawNormal(random));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + value ** 2, 0) / draws.length - mean ** 2;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(Math.abs(draws.filter((value) => Math.abs(value) > 1).length / draws.length - 0.3173)).toBeLessThan(0.02);
  });

  it("is finite where the generator gives 0", () => {
    expect(Math.abs(drawNormal({ next: () => 0, integer: () => 0 }))).toBe(0);
  });
});

describe("sampleIndices", () => {
  it("draws different rows in ascending order", () => {
    const rows = [...sampleIndices(createRandom(1, "sample"), 50, 20)];
    expect(rows.length).toBe(20);
    expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
    expect(rows.at(-1)).toBeLessThan(50);
  });

  it("draws all rows, or none, where that is asked for", () => {
    expect([...sampleIndices(createRandom(1, "all"), 4, 4)]).toEqual([0, 1, 2, 3]);
    expect([...sampleIndices(createRandom(1, "none"), 4, 0)]).toEqual([]);
  });

  it("draws each row equally often", () => {
    const random = createRandom(1, "often");
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 5000; i++) for (const row of sampleIndices(random, 10, 3)) counts[row]!++;
    for (const count of counts) expect(Math.abs(count - 1500)).toBeLessThan(150);
  });
});
