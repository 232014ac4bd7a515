import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureMeaning } from "../../pipeline/search/measure-meaning.ts";
import { placeOf, rankPapers } from "../../pipeline/search/rank-papers.ts";

const numbers = (...values: number[]) => Float64Array.from(values);

describe("rankPapers", () => {
  it("adds what is standardised, the words by 0.5", () => {
    // Meaning 1, 0, -1 by its deviation sqrt(2/3); words 0, 0, 3 less 1, by sqrt(2).
    const { rows, scores, found } = rankPapers({ meaning: numbers(1, 0, -1), words: numbers(0, 0, 3) }, null, 10);
    const [near, word] = [1 / Math.sqrt(2 / 3), 1 / Math.sqrt(2)];
    expect(scores[0]).toBeCloseTo(near - 0.5 * word, 12);
    expect(scores[1]).toBeCloseTo(-0.5 * word, 12);
    expect(scores[2]).toBeCloseTo(-near + 1 * word, 12);
    expect([...rows]).toEqual([0, 1, 2]);
    expect(found).toBe(3);
  });

  it("lets a word turn the order of papers that mean nearly the same", () => {
    const meaning = numbers(0.5, 0.49, 0.1, 0);
    expect([...rankPapers({ meaning, words: numbers(0, 0, 0, 0) }, null, 2).rows]).toEqual([0, 1]);
    expect([...rankPapers({ meaning, words: numbers(0, 5, 0, 0) }, null, 2).rows]).toEqual([1, 0]);
  });

  it("finds by words alone only papers that hold one, equals by row", () => {
    const ranking = rankPapers({ meaning: null, words: numbers(2, 0, 3, 2) }, null, 2);
    expect([...ranking.rows]).toEqual([2, 0]);
    expect(ranking.found).toBe(3);
    expect(ranking.parts.meaning).toBeNull();
  });

  it("lists those that hold all words first, whatever their score", () => {
    const ranking = rankPapers(
      { meaning: null, words: numbers(5, 1, 4, 2), whole: Uint8Array.of(0, 1, 0, 1) },
      null,
      3,
    );
    expect([...ranking.rows]).toEqual([3, 1, 0]);
    expect(ranking).toMatchObject({ found: 4, whole: 2 });
    const masked = rankPapers(
      { meaning: null, words: numbers(5, 1), whole: Uint8Array.of(1, 1) },
      Uint8Array.of(0, 1),
      1,
    );
    expect(masked).toMatchObject({ found: 1, whole: 1 });
  });

  it("leaves out papers without moving a score, and bears none at all", () => {
    const scores = { meaning: numbers(3, 2, 1), words: numbers(0, 1, 0) };
    const all = rankPapers(scores, null, 9);
    const few = rankPapers(scores, Uint8Array.of(0, 1, 1), 9);
    expect([...few.rows]).toEqual([...all.rows].filter((row) => row !== 0));
    expect([...few.scores]).toEqual([...all.scores]);
    expect(rankPapers({ meaning: numbers(), words: numbers() }, null, 9)).toMatchObject({ found: 0 });
    expect([...rankPapers(scores, new Uint8Array(3), 9).rows]).toEqual([]);
  });

  it("lists the beginning of the whole order for any limit", () => {
    const few = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })), { maxLength: 30 });
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 40 }), fc.boolean(), (pairs, limit, hasMeaning) => {
        const meaning = hasMeaning ? Float64Array.from(pairs, ([value]) => value) : null;
        const words = Float64Array.from(pairs, ([, value]) => value);
        const { scores, rows, found } = rankPapers({ meaning, words }, null, limit);
        const order = [...words.keys()]
          .filter((row) => hasMeaning || words[row]! > 0)
          .sort((a, b) => scores[b]! - scores[a]! || a - b);
        expect([...rows]).toEqual(order.slice(0, limit));
        expect(found).toBe(order.length);
      }),
    );
  });
});

describe("placeOf", () => {
  it("counts from 1, equals alike", () => {
    const scores = numbers(1, 5, 5, 0);
    expect([0, 1, 2, 3].map((row) => placeOf(scores, row))).toEqual([3, 1, 1, 4]);
  });
});

describe("measureMeaning", () => {
  it("gives the product with each row, for any width", () => {
    const values = Float32Array.of(1, 0, 0, 0, 2, 0, 1, 0, 0, -1);
    expect([...measureMeaning({ values, dimensions: 5 }, Float32Array.of(1, 2, 3, 4, 5))]).toEqual([11, -3]);
    expect([...measureMeaning({ values: new Float32Array(), dimensions: 0 }, new Float32Array())]).toEqual([]);
    expect(() => measureMeaning({ values, dimensions: 5 }, new Float32Array(4))).toThrow("4 where papers have 5");
  });
});
