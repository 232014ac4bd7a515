import { describe, expect, it } from "vitest";
import { nestTopics } from "../../pipeline/topics/nest-topics.ts";

/** Rows 0 to 2 are in topic 0, 3 to 5 in topic 1, 6 and 7 in topic 2; the votes for rows 2 and 5 as given. */
function votes(ofTwo: number[], ofFive: number[]): { topicOf: Int32Array; probabilities: Float64Array; k: number } {
  const topicOf = Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2);
  const sure = (topic: number) => [0, 1, 2].map((other) => (other === topic ? 1 : 0));
  const rows = Array.from(topicOf, (topic, row) => (row === 2 ? ofTwo : row === 5 ? ofFive : sure(topic)));
  return { topicOf, probabilities: Float64Array.from(rows.flat()), k: 3 };
}

/** Broad topic 0 has rows 0, 1 and 5, broad topic 1 the others. */
const BROAD = Int32Array.of(0, 0, 1, 1, 1, 0, 1, 1);

describe("nestTopics", () => {
  it("puts a topic where most of its rows are, and moves the others to the best topic there that their votes leave open", () => {
    const { topicOf, parents } = nestTopics(votes([0.5, 0.2, 0.3], [0.3, 0.7, 0]), BROAD, 2);
    expect([...parents]).toEqual([0, 1, 1]);
    expect([...topicOf]).toEqual([0, 0, 2, 1, 1, 0, 2, 2]);
  });

  it("lets a row stay whose votes leave nothing else open", () => {
    const { topicOf } = nestTopics(votes([0.9, 0.05, 0.05], [0, 1, 0]), BROAD, 2);
    expect([...topicOf]).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
  });

  it("may leave a broad topic without parts", () => {
    const { parents } = nestTopics(votes([1, 0, 0], [0, 1, 0]), Int32Array.of(0, 0, 0, 1, 1, 2, 1, 1), 3);
    expect([...parents]).toEqual([0, 1, 1]);
  });
});
