import { describe, expect, it } from "vitest";
import { measureRouting } from "../../pipeline/labels/held-out-routing.ts";
import type { Partition } from "../../pipeline/labels/partition.ts";
import { PhraseSpace } from "../../pipeline/labels/phrase-likeness.ts";
import { createRandom } from "../../pipeline/random.ts";
import { corpusOf, phraseOf } from "./phrases-of.ts";

const OPTIONS = { maxTopicShare: 1, weighedTerms: 60, termsPerTopic: 10 };
const AXES = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Three topics of ten papers, each paper in the direction of `directionOf`, each topic with a phrase in the direction of its own. */
function route(
  directionOf: (row: number) => number,
  topicOf = Array.from({ length: 30 }, (_, row) => Math.floor(row / 10)),
  { seed = 1, broader = [] }: { seed?: number; broader?: Partition[] } = {},
) {
  const rows = topicOf.map((_, row) => row);
  const phrases = ["graph kernels", "video frames", "speech sounds"].map((surface, topic) =>
    phraseOf(
      surface,
      rows.filter((row) => directionOf(row) === topic && row % 2 === 0),
    ),
  );
  const papers = { values: Float32Array.from(rows.flatMap((row) => AXES[directionOf(row)]!)), dimensions: 3 };
  const space = new PhraseSpace(phrases, { values: Float32Array.from(AXES.flat()), dimensions: 3 });
  const levels = [{ topicOf: Int32Array.from(topicOf), k: 3 }, ...broader];
  return measureRouting({ corpus: corpusOf(phrases), papers, space }, levels, OPTIONS, createRandom(seed, "routing"));
}

describe("measureRouting", () => {
  it("finds every unseen paper of topics whose labels say what they are about", () => {
    const all = { byTopic: [1, 1, 1], overall: 1 };
    expect(route((row) => Math.floor(row / 10))).toEqual([{ label: all, withTerms: all }]);
  });

  it("misses the papers that are about something else", () => {
    // Two papers of the first topic are about what the second is about.
    const [level] = route((row) => (row === 1 || row === 3 ? 1 : Math.floor(row / 10)));
    expect(level!.label.byTopic).toEqual([0.8, 1, 1]);
    expect(level!.label.overall).toBeCloseTo(28 / 30);
  });

  it("does not use the papers that it routes: a topic of one paper is never found", () => {
    const topicOf = [...Array(10).fill(0), ...Array(10).fill(1), 2];
    expect(route((row) => Math.floor(row / 10), topicOf)[0]!.label.byTopic).toEqual([1, 1, 0]);
  });

  it("leaves out papers without a topic, and knows topics without papers", () => {
    const topicOf = Array.from({ length: 30 }, (_, row) => (row < 10 ? 0 : row < 20 ? 1 : -1));
    expect(route((row) => Math.floor(row / 10), topicOf)[0]!.label).toEqual({ byTopic: [1, 1, null], overall: 1 });
  });

  it("measures a broader level by the same papers, whose labels name its parts", () => {
    const broader = { topicOf: Int32Array.from({ length: 30 }, (_, row) => Number(row >= 20)), k: 2 };
    const [, level] = route((row) => Math.floor(row / 10), undefined, { broader: [broader] });
    // The second topic is one part alone: its phrase is spent.
    expect(level!.label.byTopic).toEqual([1, 0]);
  });

  it("finds with the terms beside the label what the label does not name", () => {
    // The first topic is about two things, of which its label names one; no other topic is about either.
    const directionOf = (row: number) => (row < 12 ? 0 : row < 20 ? 1 : 2);
    const topicOf = Array.from({ length: 30 }, (_, row) => (row < 20 ? 0 : 1));
    const [level] = route(directionOf, topicOf);
    expect(level!.label.byTopic[0]).toBeLessThan(1);
    expect(level!.withTerms.byTopic[0]).toBe(1);
  });

  it("says the same of the same seed, and nothing of no levels", () => {
    const mixed = (row: number) => (row * 7) % 3;
    expect(route(mixed, undefined, { seed: 3 })).toEqual(route(mixed, undefined, { seed: 3 }));
    const nothing = { values: new Float32Array(0), dimensions: 3 };
    const material = { corpus: corpusOf([]), papers: nothing, space: new PhraseSpace([], nothing) };
    expect(measureRouting(material, [], OPTIONS, createRandom(1, "routing"))).toEqual([]);
  });

  it("asks for the vectors of phrases without the papers that it routes, where they are made of papers", () => {
    const phrase = phraseOf("graph kernels", [0, 1, 2, 3, 4]);
    const papers = { values: Float32Array.from({ length: 30 }, (_, i) => Number(i % 3 === 0)), dimensions: 3 };
    const space = new PhraseSpace([phrase], { values: Float32Array.of(1, 0, 0), dimensions: 3 });
    const held: number[] = [];
    const spaceWithout = (heldOut: Uint8Array) => {
      held.push(...[...heldOut.keys()].filter((row) => heldOut[row] === 1));
      return space;
    };
    const levels = [{ topicOf: new Int32Array(10), k: 1 }];
    measureRouting({ corpus: corpusOf([phrase]), papers, space, spaceWithout }, levels, OPTIONS, createRandom(1, "r"));
    expect(held.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
