import { describe, expect, it } from "vitest";
import { dotProduct, normalizeRows, pickVectors, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom, drawNormal, sampleIndices } from "../../pipeline/random.ts";
import { buildTopicLevels, type Membership } from "../../pipeline/topics/topic-levels.ts";
import { vectorsOf } from "../numeric/points.ts";

/** Papers round nine topics: 0 to 2 in one direction, 3 and 4 in another, the rest each in its own. */
function drawPapers(each = 6): { vectors: Vectors; membership: Membership } {
  const random = createRandom(1, "papers");
  const directions = [0, 0, 0, 1, 1, 2, 3, 4, 5];
  const k = directions.length;
  const topicOf = Int32Array.from({ length: each * k }, (_, row) => row % k);
  const dimensions = 20;
  const values = new Float32Array(topicOf.length * dimensions);
  for (const [row, topic] of topicOf.entries()) {
    for (let d = 0; d < dimensions; d++) values[row * dimensions + d] = 0.05 * drawNormal(random);
    values[row * dimensions + directions[topic]!]! += 1;
    values[row * dimensions + 6 + topic]! += 0.7;
  }
  const probabilities = new Float64Array(topicOf.length * k);
  for (const [row, topic] of topicOf.entries()) {
    probabilities[row * k + topic] = 0.6;
    probabilities[row * k + ((topic + 1) % k)]! += 0.4;
  }
  const stability = Float64Array.from({ length: k }, (_, topic) => topic / 10);
  return { vectors: normalizeRows({ values, dimensions }), membership: { k, topicOf, probabilities, stability } };
}

describe("buildTopicLevels", () => {
  it("puts the broader topics, the largest first, after the fine ones, and names each one's parent", () => {
    const { vectors, membership } = drawPapers();
    const { topics } = buildTopicLevels(vectors, vectors, membership);
    expect(topics.map(({ parent }) => parent)).toEqual([9, 9, 9, 10, 10, -1, -1, -1, -1, -1, -1]);
    expect(topics.map(({ level }) => level)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(topics[3]!.nearest).toBe(4);
    expect(topics[9]!.nearest).toBe(10);
  });

  it("nests: a broader topic has the papers of its parts and no others, and every paper is in one topic of level 0", () => {
    const { vectors, membership } = drawPapers();
    const { topics } = buildTopicLevels(vectors, vectors, membership);
    const fine = topics.filter(({ level }) => level === 0);
    expect(fine.flatMap(({ rows }) => rows).sort((a, b) => a - b)).toEqual([...membership.topicOf.keys()]);
    for (const [place, { rows, level }] of topics.entries()) {
      if (level === 0) continue;
      const parts = topics.filter(({ parent }) => parent === place);
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.flatMap((part) => part.rows).sort((a, b) => a - b)).toEqual(rows);
    }
  });

  it("measures cohesion by the centroid, and the stability of a broader topic by the votes for its parts, as worked out by hand", () => {
    const { vectors, membership } = drawPapers();
    const { topics, centroids } = buildTopicLevels(vectors, vectors, membership);
    expect(topics[4]!.stability).toBe(0.4);
    // Of topics 0, 1 and 2 each holds .6; the .4 of the first two is for topics 1 and 2, that of the third for topic 3.
    expect(topics[9]!.stability).toBeCloseTo((1 + 1 + 0.6) / 3, 9);
    for (const [place, { rows, cohesion }] of topics.entries()) {
      const cosines = rows.map((row) => dotProduct(vectors, row, centroids, place));
      expect(cohesion).toBeCloseTo(cosines.reduce((sum, cosine) => sum + cosine, 0) / rows.length, 6);
    }
  });

  it("does not depend on the order of the papers", () => {
    const { vectors, membership } = drawPapers();
    const { k, topicOf, probabilities, stability } = membership;
    const random = createRandom(5, "order");
    const order = [...topicOf.keys()].map((row) => ({ row, at: random.next() })).sort((a, b) => a.at - b.at);
    const rows = order.map(({ row }) => row);
    const shuffled = {
      k,
      stability,
      topicOf: Int32Array.from(rows, (row) => topicOf[row]!),
      probabilities: Float64Array.from(rows.flatMap((row) => [...probabilities.subarray(row * k, (row + 1) * k)])),
    };
    const plain = buildTopicLevels(vectors, vectors, membership).topics;
    const turned = buildTopicLevels(pickVectors(vectors, rows), pickVectors(vectors, rows), shuffled).topics;
    expect(turned.map(({ parent, level, nearest }) => ({ parent, level, nearest }))).toEqual(
      plain.map(({ parent, level, nearest }) => ({ parent, level, nearest })),
    );
    expect(turned.map((topic) => topic.rows.map((row) => rows[row]!).sort((a, b) => a - b))).toEqual(
      plain.map((topic) => topic.rows),
    );
  });

  it("leaves papers without a topic out of every level", () => {
    const { vectors, membership } = drawPapers();
    const topicOf = membership.topicOf.slice();
    const left = [...sampleIndices(createRandom(2, "left"), topicOf.length, 9)];
    for (const row of left) topicOf[row] = -1;
    const { topics } = buildTopicLevels(vectors, vectors, { ...membership, topicOf });
    const placed = new Set(topics.flatMap(({ rows }) => rows));
    expect(left.filter((row) => placed.has(row))).toEqual([]);
    expect(placed.size).toBe(topicOf.length - left.length);
  });

  it("has one level where there are few topics", () => {
    const vectors = vectorsOf([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    const { topics, reason } = buildTopicLevels(vectors, vectors, {
      k: 2,
      topicOf: Int32Array.of(0, 0, 1),
      probabilities: Float64Array.of(1, 0, 1, 0, 0, 1),
      stability: Float64Array.of(1, 1),
    });
    expect(topics).toHaveLength(2);
    expect(topics[0]).toMatchObject({ parent: -1, nearest: 1, nearestSimilarity: 0, rows: [0, 1], cohesion: 1 });
    expect(reason).toBe("2 topics need none");
  });
});
