import { describe, expect, it } from "vitest";
import { nameBroadTopics } from "../../pipeline/labels/name-broad-topics.ts";
import { nameTopics } from "../../pipeline/labels/name-topics.ts";
import { PhraseSpace } from "../../pipeline/labels/phrase-likeness.ts";
import { vectorsOf } from "../numeric/points.ts";
import { corpusOf, phraseOf } from "./phrases-of.ts";

const OPTIONS = { maxTopicShare: 1, weighedTerms: 60, termsPerTopic: 10 };
const rows = (start: number, count: number) => Array.from({ length: count }, (_, index) => start + index);

// Five fine topics of 8, 6, 4, 6 and 6 papers, each along an axis of its own; the first three make one broad topic, the others another.
const SIZES = [8, 6, 4, 6, 6];
const PART_OF = Int32Array.from(SIZES.flatMap((size, part) => Array<number>(size).fill(part)));
const BROAD = { topicOf: PART_OF.map((part) => Number(part > 2)), k: 2 };
const NAMES = ["graph kernels", "protein folding", "message passing", "speech recognition", "voice cloning"];
const starts = [0, 8, 14, 18, 24];
const axis = (d: number) => Array.from({ length: 6 }, (_, index) => Number(index === d));
const phrases = NAMES.map((name, part) => phraseOf(name, rows(starts[part]!, SIZES[part]! - 1)));
const umbrella = phraseOf("molecule graphs", rows(0, 18));

function name({ isFirm = SIZES.map(() => true), previous = undefined as string[][] | undefined, all = phrases } = {}) {
  const vectors = all.map((phrase) => (phrase === umbrella ? [1, 1, 1, 0, 0, 0] : axis(NAMES.indexOf(phrase.surface))));
  const material = {
    corpus: corpusOf(all),
    papers: vectorsOf([...PART_OF].map((part) => axis(part))),
    space: new PhraseSpace(all, vectorsOf(vectors)),
  };
  const fine = { topicOf: PART_OF, k: 5 };
  const names = nameTopics({ ...material, corpus: corpusOf(phrases) }, fine, OPTIONS);
  const taken = new Set(names.map((own) => own.phrases[0]!.phrase.key));
  const broad = nameBroadTopics(material, BROAD, { ...fine, names, isFirm }, OPTIONS, { taken, previous });
  return broad.map((own) => ({ phrases: own.phrases.map(({ phrase }) => phrase.surface), isOfParts: own.isOfParts }));
}

describe("nameBroadTopics", () => {
  it("calls a topic by its two largest parts where they have half of its papers", () => {
    expect(name()).toEqual([
      { phrases: ["graph kernels", "protein folding"], isOfParts: true },
      { phrases: ["speech recognition", "voice cloning"], isOfParts: true },
    ]);
  });

  it("passes over parts whose name is not firm, and names three where two have less than half", () => {
    const chosen = name({ isFirm: [false, true, true, true, true] });
    expect(chosen[0]!.phrases).toEqual(["protein folding", "message passing"]);
  });

  it("falls back on phrases of its own where less than two parts are firm", () => {
    const [first] = name({ isFirm: [false, false, true, true, true], all: [...phrases, umbrella] });
    expect(first).toEqual({ phrases: ["molecule graphs"], isOfParts: false });
  });

  it("prefers a phrase of its own that covers most of it, and more than its parts", () => {
    expect(name({ all: [...phrases, umbrella] })[0]).toEqual({ phrases: ["molecule graphs"], isOfParts: false });
  });

  it("goes on with the parts of the last run while they are firm parts of it", () => {
    const previous = [["messagepassing", "graphkernel"], []];
    expect(name({ previous })[0]!.phrases).toEqual(["message passing", "graph kernels"]);
    expect(name({ previous, isFirm: [true, true, false, true, true] })[0]!.phrases).toEqual([
      "graph kernels",
      "protein folding",
    ]);
  });

  it("lists the parts first among its terms", () => {
    const material = {
      corpus: corpusOf(phrases),
      papers: vectorsOf([...PART_OF].map((part) => axis(part))),
      space: new PhraseSpace(phrases, vectorsOf(NAMES.map((_, d) => axis(d)))),
    };
    const fine = { topicOf: PART_OF, k: 5 };
    const names = nameTopics(material, fine, OPTIONS);
    const isFirm = SIZES.map(() => true);
    const [first] = nameBroadTopics(material, BROAD, { ...fine, names, isFirm }, OPTIONS);
    expect(first!.terms.map(({ candidate }) => candidate.phrase.surface)).toEqual([
      "graph kernels",
      "protein folding",
      "message passing",
    ]);
    expect(first!.quality).toMatchObject({ coverage: 12 / 18, precision: 1 });
  });
});
