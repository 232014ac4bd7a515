import { describe, expect, it } from "vitest";
import { normalizeRows, pickVectors, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom, drawNormal } from "../../pipeline/random.ts";
import { agglomerateTopics, findBroaderTopics, measureChance } from "../../pipeline/topics/topic-hierarchy.ts";
import { drawCloud } from "../numeric/points.ts";

/** Unit rows in the plane, at these angles. */
function atAngles(...degrees: number[]): Vectors {
  const values = degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]);
  return { values: Float32Array.from(values), dimensions: 2 };
}

/** Eight topics in 16 dimensions: three in one direction with a little of their own, two in another, three of their own. */
function eightTopics(): Vectors {
  const values = new Float32Array(8 * 16);
  const directions = [0, 0, 0, 1, 1, 2, 3, 4];
  directions.forEach((direction, topic) => {
    values[topic * 16 + direction] = 1;
    values[topic * 16 + 5 + topic] = 0.8;
  });
  return normalizeRows({ values, dimensions: 16 });
}

describe("agglomerateTopics", () => {
  it("joins the most alike first and averages by size, as worked out by hand", () => {
    const merges = agglomerateTopics(atAngles(0, 60, 100, 180), [1, 3, 1, 1]);
    expect(merges.map(({ first, second }) => [first, second])).toEqual([
      [1, 2],
      [0, 1],
      [0, 3],
    ]);
    const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
    expect(merges[0]!.similarity).toBeCloseTo(cos(40), 6);
    expect(merges[1]!.similarity).toBeCloseTo((3 * cos(60) + cos(100)) / 4, 6);
    expect(merges[2]!.similarity).toBeCloseTo((cos(180) + 3 * cos(120) + cos(80)) / 5, 6);
  });

  it("takes the smallest numbers where pairs are equally alike", () => {
    const [first] = agglomerateTopics(atAngles(0, 0, 90, 90), [1, 1, 1, 1]);
    expect([first!.first, first!.second]).toEqual([0, 1]);
  });

  it("has one merge less than there are topics, of falling similarity", () => {
    const random = createRandom(1, "topics");
    const values = Float32Array.from({ length: 30 * 8 }, () => drawNormal(random));
    const merges = agglomerateTopics(normalizeRows({ values, dimensions: 8 }), new Array(30).fill(5));
    expect(merges).toHaveLength(29);
    for (let index = 1; index < merges.length; index++) {
      expect(merges[index]!.similarity).toBeLessThanOrEqual(merges[index - 1]!.similarity + 1e-9);
    }
  });
});

describe("measureChance", () => {
  it("is the root mean square cosine of two different rows, as worked out by hand", () => {
    // Cosines of 60, 90 and 30 degrees.
    expect(measureChance(atAngles(0, 60, 90))).toBeCloseTo(Math.sqrt((0.25 + 0 + 0.75) / 3), 6);
    expect(measureChance(atAngles(10, 10))).toBeCloseTo(1, 6);
    expect(measureChance(atAngles(0, 90))).toBeCloseTo(0, 6);
  });

  it("is 1/sqrt(d) where all of d dimensions are used alike, and larger where few are", () => {
    const cloud = normalizeRows(drawCloud(600, 25));
    expect(measureChance(cloud)).toBeCloseTo(1 / 5, 2);
    const flat = { ...cloud, values: cloud.values.map((value, index) => (index % 25 < 4 ? 5 * value : value)) };
    expect(measureChance(normalizeRows(flat))).toBeGreaterThan(0.35);
  });
});

describe("findBroaderTopics", () => {
  it("joins what is more alike than chance, and leaves the rest alone", () => {
    const { parents, count, reason } = findBroaderTopics(eightTopics(), new Array(8).fill(10), 0.25);
    expect([...parents]).toEqual([0, 0, 0, 1, 1, -1, -1, -1]);
    expect(count).toBe(2);
    expect(reason).toBe(
      "3 topics stand alone; the last merge has a mean cosine of 0.61, the next would have 0.00, less than two papers at random (0.25)",
    );
  });

  it("does not depend on the order of the topics", () => {
    const order = [6, 3, 0, 7, 4, 2, 5, 1];
    const { parents } = findBroaderTopics(pickVectors(eightTopics(), order), new Array(8).fill(10), 0.25);
    const groupOf = (topic: number) => parents[order.indexOf(topic)];
    expect(groupOf(0)).toBe(groupOf(1));
    expect(groupOf(0)).toBe(groupOf(2));
    expect(groupOf(3)).toBe(groupOf(4));
    expect(groupOf(3)).not.toBe(groupOf(0));
    expect([5, 6, 7].map(groupOf)).toEqual([-1, -1, -1]);
  });

  it("finds none among a few topics, among unrelated ones, and where all are alike", () => {
    const few = findBroaderTopics(pickVectors(eightTopics(), [0, 1, 2, 3, 4, 5]), new Array(6).fill(1), 0.25);
    expect(few).toMatchObject({ count: 0, reason: "6 topics need none" });
    const values = Float32Array.from({ length: 64 }, (_, index) => (index % 9 === 0 ? 1 : 0));
    const unrelated = findBroaderTopics({ values, dimensions: 8 }, new Array(8).fill(1), 0.25);
    expect(unrelated).toMatchObject({
      count: 0,
      reason: "no two topics are more alike than two papers at random (0.25)",
    });
    expect([...unrelated.parents]).toEqual(new Array(8).fill(-1));
    const alike = findBroaderTopics(atAngles(0, 1, 2, 3, 4, 5, 6, 7), new Array(8).fill(1), 0.25);
    expect(alike.count).toBe(0);
    expect(alike.reason).toContain("no cut sets them apart");
  });
});
