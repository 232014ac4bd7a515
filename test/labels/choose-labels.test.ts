import { describe, expect, it } from "vitest";
import { chooseLabels, type LabelChoice } from "../../pipeline/labels/choose-labels.ts";
import { type LabelCandidate, PhraseSpace } from "../../pipeline/labels/phrase-likeness.ts";
import { scoreCandidates } from "../../pipeline/labels/score-candidates.ts";
import { createRandom } from "../../pipeline/random.ts";
import { candidateOf, spaceOf } from "./phrases-of.ts";

// Three topics of ten papers: 0 to 9, 10 to 19, 20 to 29.
const TOPIC_OF = Int32Array.from({ length: 30 }, (_, row) => Math.floor(row / 10));
const rowsFrom = (start: number, count: number) => Array.from({ length: count }, (_, index) => start + index);
const chooseWith = (choice: Partial<LabelChoice>, ...candidates: LabelCandidate[][]) => {
  const cosines = Float64Array.from(candidates, () => 0.5);
  const compared = candidates.map((own) => own.map((candidate) => ({ ...candidate, cosines })));
  const chosen = chooseLabels(compared.map(scoreCandidates), {
    topicOf: TOPIC_OF,
    space: spaceOf(candidates.flat()),
    ...choice,
  });
  return chosen.map((phrases) => phrases.map(({ phrase }) => phrase.surface));
};
const choose = (...candidates: LabelCandidate[][]) => chooseWith({}, ...candidates);

describe("chooseLabels", () => {
  it("heads a topic with its best phrase and adds one that covers other members", () => {
    const best = candidateOf("graph kernels", rowsFrom(0, 6), { contrast: 0.9, f1: 0.8 });
    const other = candidateOf("protein folding", rowsFrom(6, 4), { contrast: 0.6, f1: 0.6 });
    const covered = candidateOf("message passing", rowsFrom(0, 4), { contrast: 0.6, f1: 0.6 });
    expect(choose([covered, best, other])).toEqual([["graph kernels", "protein folding"]]);
  });

  it("prefers a phrase of two words, and one that stands in titles, between equals", () => {
    const word = candidateOf("kernels", rowsFrom(0, 5));
    expect(choose([word, candidateOf("graph atlas", rowsFrom(0, 5))])[0]![0]).toBe("graph atlas");
    expect(choose([word, candidateOf("tokens", rowsFrom(0, 5), { inTitles: 3 })])[0]![0]).toBe("tokens");
  });

  it("never heads two topics with the same phrase: it goes where it scores higher", () => {
    const shared = (contrast: number, start: number) =>
      candidateOf("diffusion models", rowsFrom(start, 5), { contrast, f1: contrast });
    const [first, second] = choose(
      [shared(0.6, 0), candidateOf("image editing", rowsFrom(0, 5), { contrast: 0.7, f1: 0.65 })],
      [shared(0.9, 10), candidateOf("video tokens", rowsFrom(10, 5), { contrast: 0.1, f1: 0.1 })],
    );
    expect(first![0]).toBe("image editing");
    expect(second![0]).toBe("diffusion models");
  });

  it("avoids heading two topics with the same last word where another phrase is nearly as good", () => {
    const of = (surface: string, contrast: number) => candidateOf(surface, rowsFrom(0, 5), { contrast, f1: contrast });
    const padding = [..."abcdefgh"].map((letter, index) => of(`${letter}${letter} waves`, 0.01 * (index + 1)));
    const [first, second] = choose(
      [of("language models", 0.9), ...padding],
      [of("vision models", 0.81), of("visual reasoning", 0.8), ...padding],
    );
    expect(first![0]).toBe("language models");
    expect(second![0]).toBe("visual reasoning");
  });

  it("adds no second phrase that is imprecise, nested, or shares the first or last word", () => {
    const first = candidateOf("graph kernels", rowsFrom(0, 9), { contrast: 0.9, f1: 0.9 });
    const second = (surface: string, counts = {}) =>
      choose([first, candidateOf(surface, rowsFrom(5, 5), counts)], [], [])[0];
    expect(second("message passing")).toEqual(["graph kernels", "message passing"]);
    expect(second("message passing", { precision: 0.7 })).toEqual(["graph kernels"]);
    expect(second("graph atlas")).toEqual(["graph kernels"]);
    expect(second("string kernels")).toEqual(["graph kernels"]);
  });

  it("adds no second phrase that means the same as the first", () => {
    const phrases = ["graph kernels", "network seeds", "video", "speech"].map((surface) =>
      candidateOf(surface, rowsFrom(0, 5), { contrast: surface === "graph kernels" ? 0.9 : 0.5 }),
    );
    const directions = [1, 0, 0, 0.97, 0.24, 0, 0, 1, 0, 0, 0, 1];
    const space = new PhraseSpace(
      phrases.map(({ phrase }) => phrase),
      { values: Float32Array.from(directions), dimensions: 3 },
    );
    expect(space.compare(phrases[0]!.phrase, phrases[1]!.phrase)).toBeGreaterThan(0.8);
    expect(chooseWith({ space }, phrases.slice(0, 2), [], [])[0]).toEqual(["graph kernels"]);
    expect(chooseWith({ space }, phrases, [], [])[0]![1]).toMatch(/^(?:video|speech)$/);
  });

  it("leaves out what heads a topic of another level, though it may come second", () => {
    const [taken, other] = [
      candidateOf("graph kernels", rowsFrom(0, 5), { contrast: 0.9 }),
      candidateOf("video", rowsFrom(4, 5)),
    ];
    expect(chooseWith({ taken: new Set([taken.phrase.key]) }, [taken, other], [], [])[0]).toEqual([
      "video",
      "graph kernels",
    ]);
  });

  it("holds the phrases of the last run unless others do better by a margin", () => {
    const ranked = Array.from({ length: 20 }, (_, index) =>
      candidateOf(`phrase ${String.fromCharCode(97 + index)}`, rowsFrom(0, 5), { contrast: 0.9 - 0.01 * index }),
    );
    const held = (letter: string) => [[`phrase${letter}`], [], []];
    expect(choose(ranked, [], [])[0]![0]).toBe("phrase a");
    expect(chooseWith({ held: held("b") }, ranked, [], [])[0]![0]).toBe("phrase b");
    expect(chooseWith({ held: held("p") }, ranked, [], [])[0]![0]).toBe("phrase a");
  });

  it("gives a topic without candidates an empty list", () => {
    expect(choose([], [candidateOf("video", rowsFrom(10, 5))], [])).toEqual([[], ["video"], []]);
  });

  it("gives an empty list to the topic that is left when two have one phrase between them", () => {
    const chosen = choose([candidateOf("video", rowsFrom(0, 5))], [candidateOf("video", rowsFrom(10, 5))]);
    expect(chosen.map(({ length }) => length).sort()).toEqual([0, 1]);
  });

  it.each([1, 2, 3])(
    "finds labels that all differ, in their first phrase too, among many shared phrases (%i)",
    (seed) => {
      const random = createRandom(seed, "labels");
      const words = ["graph", "video", "token", "policy", "protein", "kernel", "prompt"];
      const surfaces = words.flatMap((a) => words.filter((b) => b !== a).map((b) => `${a} ${b}`));
      const candidates = [0, 10, 20].map((start) =>
        surfaces.map((surface) =>
          candidateOf(surface, rowsFrom(start, 1 + random.integer(9)), { contrast: random.next(), f1: random.next() }),
        ),
      );
      const chosen = choose(...candidates);
      expect(new Set(chosen.map((phrases) => phrases.join(", "))).size).toBe(3);
      expect(new Set(chosen.map(([first]) => first)).size).toBe(3);
      expect(choose(...candidates)).toEqual(chosen);
    },
  );
});
