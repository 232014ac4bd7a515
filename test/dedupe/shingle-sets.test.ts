import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBandPairs, addPairsWithin } from "../../pipeline/dedupe/min-hash.ts";
import { addRareWordPairs } from "../../pipeline/dedupe/rare-words.ts";
import { RowPairs } from "../../pipeline/dedupe/row-pairs.ts";
import {
  countShared,
  countValues,
  type HashSets,
  makeShingleSets,
  makeTitleSets,
} from "../../pipeline/dedupe/shingle-sets.ts";
import { TextComparer } from "../../pipeline/dedupe/text-comparer.ts";
import { WordTableBuilder } from "../../pipeline/dedupe/word-table.ts";

function tableOf(...texts: [title: string, abstract: string][]) {
  const builder = new WordTableBuilder();
  for (const [title, abstract] of texts) builder.add(title, abstract);
  return builder.finish();
}

function setsOf(rows: readonly number[][]): HashSets {
  const sorted = rows.map((row) => [...new Set(row)].sort((a, b) => a - b));
  const starts = [0];
  for (const row of sorted) starts.push(starts.at(-1)! + row.length);
  return { values: Uint32Array.from(sorted.flat()), starts: Uint32Array.from(starts), count: rows.length };
}

describe("a word table", () => {
  it("has the words of each text in order, its head and title apart, and in how many texts each stands", () => {
    const table = tableOf(["Net: a net", "The net."], ["Other", "A net."]);
    expect(Array.from(table.words, (word) => table.spellings[word])).toEqual(
      "net a net the net other a net".split(" "),
    );
    expect([[...table.starts], [...table.headEnds], [...table.titleEnds]]).toEqual([
      [0, 5, 8],
      [1, 5],
      [3, 6],
    ]);
    expect(table.spellings.map((word, index) => [word, table.frequencies[index]])).toEqual([
      ["net", 2],
      ["a", 2],
      ["the", 1],
      ["other", 1],
    ]);
  });
});

describe("shingles", () => {
  it("are every three words in a row: of six and seven words, of which the first five are the same, three of six are shared", () => {
    const shingles = makeShingleSets(tableOf(["a b", "c d e f"], ["a b", "c d e x y"]));
    expect([0, 1].map((row) => countValues(shingles, row))).toEqual([4, 5]);
    expect(countShared(shingles, 0, 1)).toBe(3);
    expect(new TextComparer(tableOf(["a b", "c d e f"], ["a b", "c d e x y"])).compare(0, 1)).toMatchObject({
      jaccard: 0.5,
      containment: 0.75,
      shorter: 4,
    });
  });

  it("of a shorter text are all of it, and of none nothing", () => {
    const shingles = makeShingleSets(tableOf(["a", "b"], ["", ""], ["a", "b"]));
    expect([0, 1, 2].map((row) => countValues(shingles, row))).toEqual([1, 0, 1]);
    expect(countShared(shingles, 0, 2)).toBe(1);
  });

  it("are shared as sets are", () => {
    const words = fc.array(fc.constantFrom(..."abcd"), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const shingles = makeShingleSets(tableOf(["", a.join(" ")], ["", b.join(" ")]));
        const [left, right] = [a, b].map(listShingles) as [Set<string>, Set<string>];
        expect(countValues(shingles, 0)).toBe(left.size);
        expect(countShared(shingles, 0, 1)).toBe([...left].filter((shingle) => right.has(shingle)).length);
      }),
    );
  });
});

function listShingles(words: readonly string[]): Set<string> {
  if (words.length === 0) return new Set();
  if (words.length < 3) return new Set([words.join(" ")]);
  return new Set(words.slice(2).map((_, place) => words.slice(place, place + 3).join(" ")));
}

describe("likeness", () => {
  it("takes titles of the same letters for the same, wherever they are parted", () => {
    const comparer = new TextComparer(
      tableOf(["Zero-shot Nets", "x"], ["Zeroshot nets", "y"], ["Zero-shot mats", "z"]),
    );
    expect(comparer.compare(0, 1).title).toBe(1);
    expect(comparer.compare(0, 2).title).toBeLessThan(1);
  });

  it("gives function words no weight", () => {
    const comparer = new TextComparer(tableOf(["the", "and of it"], ["the", "and of it"]));
    expect(comparer.compare(0, 1)).toMatchObject({ words: 0, jaccard: 1 });
  });
});

describe("addBandPairs", () => {
  it("pairs equal sets always, and sets that share nothing never", () => {
    const value = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(fc.uniqueArray(value, { minLength: 2, maxLength: 40 }), (values) => {
        const half = values.length >> 1;
        const pairs = new RowPairs(4);
        addBandPairs(
          setsOf([values.slice(0, half), values.slice(half), values.slice(0, half), []]),
          { bands: 4, rows: 2 },
          pairs,
        );
        expect([...pairs]).toEqual([[0, 2]]);
      }),
    );
  });

  it("finds sets by the probability that bands and rows give, within three standard errors", () => {
    const trials = 400;
    const rows = Array.from({ length: trials }, (_, trial) => {
      const base = trial * 1000;
      const shared = Array.from({ length: 20 }, (_, index) => base + index);
      const own = (start: number) => Array.from({ length: 10 }, (_, index) => base + start + index);
      return [
        [...shared, ...own(100)],
        [...shared, ...own(200)],
      ];
    }).flat();
    const mixed = rows.map((row) => row.map((value) => Math.imul(value, 0x9e3779b1) >>> 0));
    const pairs = new RowPairs(rows.length);
    addBandPairs(setsOf(mixed), { bands: 5, rows: 3 }, pairs);
    const found = [...pairs].filter(([a, b]) => b === a + 1 && a % 2 === 0).length / trials;
    const expected = 1 - (1 - 0.5 ** 3) ** 5;
    expect(Math.abs(found - expected)).toBeLessThan(3 * Math.sqrt((expected * (1 - expected)) / trials));
  });

  it("costs no more than its size where thousands are alike", () => {
    const pairs = new RowPairs(5000);
    addPairsWithin(
      Array.from({ length: 5000 }, (_, row) => row),
      pairs,
    );
    expect(pairs.size).toBeLessThan(5000 * 12);
    const partners = new Set([...pairs].flatMap(([a, b]) => (a === 0 ? [b] : [])));
    expect(partners.size).toBe(4999);
  });
});

describe("addRareWordPairs", () => {
  it("pairs texts that share three rare words, not two, and not three that all have", () => {
    const common = Array.from({ length: 13 }, (_, index): [string, string] => [`t${index}`, "one two three"]);
    const pairs = new RowPairs(16);
    addRareWordPairs(
      tableOf(["", "kappa lambda omicron"], ["", "lambda omicron kappa"], ["", "kappa lambda zeta"], ...common),
      pairs,
    );
    expect([...pairs]).toEqual([[0, 1]]);
  });
});

describe("RowPairs", () => {
  it("gives each pair once, the smaller row first, in order", () => {
    const row = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(row, row), { maxLength: 3000 }), (added) => {
        const pairs = new RowPairs(51);
        for (const [a, b] of added) pairs.add(a, b);
        const expected = [...new Set(added.map(([a, b]) => Math.min(a, b) * 51 + Math.max(a, b)))].sort(
          (a, b) => a - b,
        );
        expect([...pairs].map(([a, b]) => a * 51 + b)).toEqual(expected);
        expect(pairs.size).toBe(expected.length);
      }),
      { numRuns: 30 },
    );
  });
});

it("makes title sets of the titles alone", () => {
  const sets = makeTitleSets(tableOf(["a b a", "c"]));
  expect(countValues(sets, 0)).toBe(2);
});
