import { describe, expect, it } from "vitest";
import { measureRouting } from "../../pipeline/labels/held-out-routing.ts";
import { PhraseSpace } from "../../pipeline/labels/phrase-likeness.ts";
import { createRandom } from "../../pipeline/random.ts";
import { phraseOf } from "./phrases-of.ts";

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
  seed = 1,
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
  const corpus = { phrases, inTitles: new Map() };
  return measureRouting(
    corpus,
    { topicOf: Int32Array.from(topicOf), k: 3 },
    papers,
    space,
    OPTIONS,
    createRandom(seed, "routing"),
  );
}

describe("measureRouting", () => {
  it("finds every unseen paper of topics whose labels say what they are about", () => {
    expect(route((row) => Math.floor(row / 10))).toEqual({ byTopic: [1, 1, 1], overall: 1 });
  });

  it("misses the papers that are about something else", () => {
    // Two papers of the first topic are about what the second is about.
    const { byTopic, overall } = route((row) => (row === 1 || row === 3 ? 1 : Math.floor(row / 10)));
    expect(byTopic).toEqual([0.8, 1, 1]);
    expect(overall).toBeCloseTo(28 / 30);
  });

  it("does not use the papers that it routes: a topic of one paper is never found", () => {
    const topicOf = [...Array(10).fill(0), ...Array(10).fill(1), 2];
    expect(route((row) => Math.floor(row / 10), topicOf).byTopic).toEqual([1, 1, 0]);
  });

  it("leaves out papers without a topic, and knows topics without papers", () => {
    const topicOf = Array.from({ length: 30 }, (_, row) => (row < 10 ? 0 : row < 20 ? 1 : -1));
    expect(route((row) => Math.floor(row / 10), topicOf)).toEqual({ byTopic: [1, 1, null], overall: 1 });
  });

  it("says the same of the same seed", () => {
    const mixed = (row: number) => (row * 7) % 3;
    expect(route(mixed, undefined, 3)).toEqual(route(mixed, undefined, 3));
  });
});
