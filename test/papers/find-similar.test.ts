import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { findSimilar } from "../../pipeline/papers/find-similar.ts";
import { openSampleCards, PAPER } from "../topic-cards/sample-cards.ts";

let database: Database;
beforeAll(async () => {
  database = await openSampleCards();
});
afterAll(() => database.close());

const letterOf = new Map(Object.entries(PAPER).map(([letter, id]) => [id, letter]));
const cosine = (degrees: number) => Number(Math.cos((degrees * Math.PI) / 180).toFixed(4));

async function find(letters: string, limit: number) {
  const found = await findSimilar(
    database,
    [...letters].map((letter) => PAPER[letter]!),
    limit,
  );
  expect(found.map(({ rank }) => rank)).toEqual(found.map((_, place) => place + 1));
  return found.map(({ paper_id, similarity }) => [letterOf.get(paper_id), similarity]);
}

describe("findSimilar", () => {
  it("gives the stored neighbours of one paper in their order, and computes what is behind them", async () => {
    expect(await find("a", 2)).toEqual([
      ["c", 0.99],
      ["b", 0.95],
    ]);
    expect(await find("a", 4)).toEqual([
      ["c", 0.99],
      ["b", 0.95],
      ["d", cosine(50)],
      ["e", cosine(60)],
    ]);
  });

  it("measures several papers by the mean of the cosines and leaves them out", async () => {
    // 10 degrees are 10 from 0 and from 20; 50 are 50 and 30, 60 are 60 and 40, 100 are 100 and 80.
    expect(await find("ac", 4)).toEqual([
      ["b", 0.9848],
      ["d", 0.7544],
      ["e", 0.633],
      ["f", expect.closeTo(0, 4)],
    ]);
  });

  it("agrees with the macro papers_like", async () => {
    for (const letters of ["ac", "abf", "gh"]) {
      const ids = [...letters].map((letter) => PAPER[letter]);
      const liked = await database.query<{ paper_id: string; similarity: number }>(
        `SELECT paper_id, similarity FROM papers_like([${ids.map((id) => `'${id}'`)}], 10)`,
      );
      const found = await find(letters, 10);
      for (const [place, { paper_id, similarity }] of liked.entries())
        expect(found[place], letters).toEqual([letterOf.get(paper_id), expect.closeTo(similarity, 3)]);
    }
  });

  it("takes a paper that is given twice for one", async () => {
    expect(await find("aa", 2)).toEqual(await find("a", 2));
  });

  it("gives all other papers where more are asked for", async () => {
    expect(await find("a", 1000)).toHaveLength(7);
  });

  it("tells the title and topic of each", async () => {
    const [first] = await findSimilar(database, [PAPER.a!], 1);
    expect(first).toEqual({
      rank: 1,
      paper_id: PAPER.c,
      title: "Speech kernels",
      similarity: 0.99,
      topic_id: 1,
      topic_label: "Graph kernels, graphs",
    });
    const all = await findSimilar(database, [PAPER.a!], 7);
    expect(all.find(({ paper_id }) => paper_id === PAPER.h)).toMatchObject({ topic_id: null, topic_label: null });
  });
});
