import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { averageByTopic, TopicVotes } from "../../pipeline/topics/topic-votes.ts";

/** Rows 0 and 1 fell together always, 1 and 2 in half of the runs, 0 and 2 in a quarter. */
const CO_ASSOCIATION = Float32Array.of(1, 1, 0.25, 1, 1, 0.5, 0.25, 0.5, 1);

describe("averageByTopic", () => {
  it("averages over the other rows of each topic, as worked out by hand", () => {
    expect([...averageByTopic(CO_ASSOCIATION, Int32Array.of(0, 0, 1), 3)]).toEqual([
      1, 0.25, 0, 1, 0.5, 0, 0.375, 1, 0,
    ]);
  });
});

describe("TopicVotes", () => {
  it("has after moves, to the bit, what it would have from the start", () => {
    const random = createRandom(3, "votes");
    const count = 40;
    const shares = new Float32Array(count * count).fill(1);
    for (let i = 0; i < count; i++)
      for (let j = 0; j < i; j++)
        shares[i * count + j] = shares[j * count + i] = random.integer(80) / (80 + random.integer(20));
    const draw = () => Int32Array.from({ length: count }, () => random.integer(5));
    const votes = new TopicVotes(shares, draw(), 5);
    for (let round = 0; round < 20; round++) {
      const topicOf = draw();
      votes.move(topicOf);
      expect(votes.average()).toEqual(averageByTopic(shares, topicOf, 5));
    }
  });
});
