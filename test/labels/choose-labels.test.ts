import { describe, expect, it } from "vitest";
import { chooseLabels, type LabelChoice } from "../../pipeline/labels/choose-labels.ts";
import type { LabelCandidate } from "../../pipeline/labels/phrase-likeness.ts";
import { scoreCandidates } from "../../pipeline/labels/score-candidates.ts";
import { createRandom } from "../../pipeline/random.ts";
import { candidateOf, spaceOf } from "./phrases-of.ts";

// Three topics of ten papers: 0 to 9, 10 to 19, 20 to 29.
const TOPIC_OF = Int32Array.from({ length: 30 }, (_, row) => Math.floor(row / 10));
const rowsFrom = (start: number, count: number) => Array.from({ length: count }, (_, index) => start + index);
const chooseWith = (choice: Partial<LabelChoice>, ...candidates: LabelCandidate[][]) => {
  const cosines = Float64Array.from(candidates, () => 0.5);
  const compared = candidates.map((own) => own.map((candidate) => ({ ...candidate, cosines })));
  const chosen = chooseLabels(
    compared.map((own) => scoreCandidates(own)),
    {
      partition: { topicOf: TOPIC_OF, k: 3 },
      sizes: Int32Array.of(10, 10, 10),
      space: spaceOf(candidates.flat()),
      ...choice,
    },
  );
  return chosen.map((phrases) => phrases.map(({ phrase }) => phrase.surface));
};
const choose = (...candidates: LabelCandidate[][]) => chooseWith({}, ...candidates);

describe("chooseLabels", () => {
  it("heads a topic with its best phrase and adds one that covers other members", () => {
    const best = candidateOf("graph kernels", rowsFrom(0, 6), { contrast: 0.9, f1: 0.75 });
    const other = candidateOf("protein folding", rowsFrom(6, 4), { inTitles: 1 });
    expect(choose([other, best], [], [])[0]).toEqual(["graph kernels", "protein folding"]);
  });

  it("prefers a phrase of two words, and one that stands in titles, between equals", () => {
    const word = candidateOf("kernels", rowsFrom(0, 5));
    expect(choose([word, candidateOf("graph atlas", rowsFrom(0, 5))])[0]![0]).toBe("graph atlas");
    const titled = candidateOf("tokens", rowsFrom(0, 5), { inTitles: 3, titleShare: 0.3 });
    expect(choose([word, titled])[0]![0]).toBe("tokens");
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

  it("avoids heading two topics with the same last word where another is nearly as good, unless it is a general one", () => {
    const of = (surface: string, contrast: number) => candidateOf(surface, rowsFrom(0, 5), { contrast });
    const chosen = (head: string) =>
      choose(
        [of(`language ${head}`, 0.9), of("zz", 0)],
        [of(`vision ${head}`, 0.81), of("visual reasoning", 0.8), of("zz", 0)],
      );
    expect(chosen("kernels").map(([first]) => first)).toEqual(["language kernels", "visual reasoning"]);
    expect(chosen("models").map(([first]) => first)).toEqual(["language models", "vision models"]);
  });

  it("narrows a lone word that other papers have as well to a phrase with it", () => {
    const word = candidateOf("segmentation", rowsFrom(0, 8), { f1: 0.6, precision: 0.5 });
    const phrase = candidateOf("medical image segmentation", rowsFrom(0, 4), { f1: 0.5, inTitles: 2, contrast: 0.35 });
    const weak = candidateOf("video", rowsFrom(0, 2), { f1: 0.1, contrast: 0 });
    expect(choose([word, phrase, weak], [], [])[0]).toEqual(["medical image segmentation"]);
    const sure = { ...word, precision: 0.6, inTitles: 5 };
    expect(choose([sure, phrase, weak], [], [])[0]![0]).toBe("segmentation");
    expect(choose([{ ...sure, inTitles: 4 }, phrase, weak], [], [])[0]![0]).toBe("medical image segmentation");
    expect(choose([word, { ...phrase, inTitles: 1 }, weak], [], [])[0]![0]).toBe("segmentation");
    expect(choose([word, { ...phrase, f1: 0.29 }, weak], [], [])[0]![0]).toBe("segmentation");
    expect(chooseWith({ held: [["segmentation"]] }, [word, phrase, weak], [], [])[0]![0]).toBe("segmentation");
  });

  it("leaves out what heads a topic of another level, though it may come second", () => {
    const taken = candidateOf("graph kernels", rowsFrom(0, 5), { contrast: 0.9, inTitles: 1 });
    const other = candidateOf("video tokens", rowsFrom(4, 5));
    expect(chooseWith({ taken: new Set([taken.phrase.key]) }, [taken, other], [], [])[0]).toEqual([
      "video tokens",
      "graph kernels",
    ]);
  });

  it("holds the label of the last run unless another phrase does better by a margin", () => {
    const ranked = Array.from({ length: 20 }, (_, index) =>
      candidateOf(`phrase ${String.fromCharCode(97 + index)}`, rowsFrom(0, 5), { contrast: 0.9 - 0.01 * index }),
    );
    const held = (letter: string) => [[`phrase${letter}`], [], []];
    expect(choose(ranked, [], [])[0]![0]).toBe("phrase a");
    expect(chooseWith({ held: held("b") }, ranked, [], [])[0]![0]).toBe("phrase b");
    expect(chooseWith({ held: held("p") }, ranked, [], [])[0]![0]).toBe("phrase a");
  });

  it("holds a label whole: it loses no second phrase and gets none", () => {
    const first = candidateOf("graph kernels", rowsFrom(0, 6), { contrast: 0.9, f1: 0.75 });
    const titled = candidateOf("protein folding", rowsFrom(6, 4), { inTitles: 1 });
    const weak = candidateOf("message passing", rowsFrom(0, 4));
    const hold = (...keys: string[]) => chooseWith({ held: [keys] }, [first, titled, weak], [], [])[0];
    expect(hold("graphkernel")).toEqual(["graph kernels"]);
    expect(hold("graphkernel", "messagepassing")).toEqual(["graph kernels", "message passing"]);
    expect(hold()).toEqual(["graph kernels", "protein folding"]);
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
