import { describe, expect, it } from "vitest";
import { placePapers } from "../../pipeline/topics/place-papers.ts";

/** Places papers of these probabilities, in the topics of the largest or the given ones. */
function place(rows: number[][], maxUnassigned = 0, topics = rows.map((row) => row.indexOf(Math.max(...row)))) {
  return placePapers(
    {
      topicOf: Int32Array.from(topics),
      probabilities: Float64Array.from(rows.flat()),
      k: rows[0]!.length,
    },
    maxUnassigned,
  );
}

describe("placePapers", () => {
  it("measures margin and role by the topic of the next probability", () => {
    const placement = place([
      [0.5, 0.25, 0.25],
      [0.25, 0.125, 0.625],
      [0.375, 0.5, 0.125],
    ]);
    expect([...placement.topicOf]).toEqual([0, 2, 1]);
    expect([...placement.bestOf]).toEqual([0, 2, 1]);
    expect([...placement.secondOf]).toEqual([1, 0, 0]);
    expect([...placement.probabilities]).toEqual([0.5, 0.625, 0.5]);
    expect([...placement.margins]).toEqual([0.25, 0.375, 0.125]);
    expect(placement.roles).toEqual(["core", "core", "edge"]);
  });

  it("lets a paper stay where its words have put it, though another topic has more votes", () => {
    const placement = place([[0.25, 0.75]], 0, [0]);
    expect([placement.topicOf[0], placement.secondOf[0], placement.margins[0]]).toEqual([0, 1, -0.5]);
    expect(placement.roles).toEqual(["edge"]);
  });

  it("leaves papers that no topic has half of the votes of without one, and names the best they had", () => {
    const unsure = [
      [0.375, 0.25, 0.375],
      [0.75, 0.125, 0.125],
      [0.125, 0.75, 0.125],
      [0.125, 0.125, 0.75],
    ];
    const placement = place(unsure, 0.25, [2, 0, 1, 2]);
    expect([...placement.topicOf]).toEqual([-1, 0, 1, 2]);
    expect([placement.bestOf[0], placement.secondOf[0]]).toEqual([0, 2]);
    expect(placement.probabilities[0]).toBe(0.375);
    expect(placement.roles).toEqual(["unassigned", "core", "core", "core"]);
    expect(place(unsure, 0.2).roles[0]).toBe("edge");
  });
});
