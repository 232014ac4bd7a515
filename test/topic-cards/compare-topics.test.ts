import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { compareTopics } from "../../pipeline/topic-cards/compare-topics.ts";
import { judgeTerms } from "../../pipeline/topic-cards/judge-terms.ts";
import { locateTerms } from "../../pipeline/topic-cards/locate-terms.ts";
import { openSampleCards, PAPER } from "./sample-cards.ts";

let database: Database;
beforeAll(async () => {
  database = await openSampleCards();
});
afterAll(() => database.close());

describe("compareTopics", () => {
  it("tells how near two topics are, whose terms are whose, and the papers between them", async () => {
    const comparison = await compareTopics(database, 1, 2, 10);
    expect(comparison).toMatchObject({ similarity: 0.5, other_topics: 3, nested: false });
    // From 1 at 10 degrees: 2 at 70, 3 at 100, 4 at 180; from 2: 3 at 30 degrees, 1 at 60.
    expect(comparison.topics.map(({ papers, rank_of_other }) => [papers, rank_of_other])).toEqual([
      [3, 1],
      [2, 2],
    ]);
    expect(comparison.terms).toEqual([
      { term: "graph kernels", documents: [3, 0], shares: [1, 0], rather_in: 1 },
      { term: "whale speech", documents: [0, 2], shares: [0, 1], rather_in: 2 },
      { term: "speech", documents: [1, 2], shares: [0.3333, 1], rather_in: 2 },
    ]);
    // a has .1 for topic 2, b only .05; e has no second topic.
    expect(comparison.papers_between.map(({ paper_id, margin, role }) => [paper_id, margin, role])).toEqual([
      [PAPER.d, -0.2, "edge"],
      [PAPER.c, 0.1, "edge"],
      [PAPER.a, 0.8, "core"],
    ]);
    expect(comparison.papers_between[1]).toMatchObject({
      probability: 0.5,
      second_topic_id: 2,
      second_probability: 0.4,
    });
  });

  it("counts all papers between them where fewer are shown", async () => {
    const { between, papers_between } = await compareTopics(database, 2, 1, 1);
    expect([between, papers_between.length]).toEqual([3, 1]);
  });

  it("compares a part with what else is in its broader topic", async () => {
    const comparison = await compareTopics(database, 5, 2, 10);
    expect(comparison).toMatchObject({ nested: true, other_topics: null, between: 3 });
    expect(comparison.topics.map(({ papers, rank_of_other }) => [papers, rank_of_other])).toEqual([
      [3, null],
      [2, null],
    ]);
  });

  it("refuses one topic twice", async () => {
    await expect(compareTopics(database, 1, 1, 10)).rejects.toThrow("compare: topic 1 twice");
  });
});

describe("locateTerms", () => {
  it("finds a term in any spelling and by the acronym that the texts define, never across punctuation", () => {
    const texts = [
      "Graph-kernels. We love graph kernels (GK).",
      "Graph kernels (GK) here, too.",
      "GKs are fast.",
      "A graph; kernels.",
      "GRAPH KERNEL",
    ];
    expect(locateTerms(["graph kernels", "GK", "nothing"], texts, ENGLISH)).toEqual([[0, 1, 2, 4], [0, 1, 2, 4], []]);
  });
});

describe("judgeTerms", () => {
  it("gives a term to a topic where its share is more than twice the other's, the largest difference first", () => {
    const texts = [
      ["alpha beta", "alpha beta", "alpha gamma", "alpha"],
      ["beta", "delta alpha"],
    ] as const;
    expect(judgeTerms(["gamma", "alpha", "beta", "delta", "alpha", "nowhere"], texts, ENGLISH)).toEqual([
      { term: "alpha", documents: [4, 1], shares: [1, 0.5], side: null },
      { term: "delta", documents: [0, 1], shares: [0, 0.5], side: 1 },
      { term: "gamma", documents: [1, 0], shares: [0.25, 0], side: 0 },
      { term: "beta", documents: [2, 1], shares: [0.5, 0.5], side: null },
    ]);
  });
});
