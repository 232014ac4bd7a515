import { type JudgedPapers, measureSupport } from "../growth/choose-topics.ts";
import { findLargest } from "../numeric/largest.ts";
import { pickRows } from "../numeric/tf-idf.ts";
import { pickVectors, viewRow } from "../numeric/vectors.ts";

/** How well known papers that are held out come back to their topic, and how support becomes a probability. */
export type Judgement = {
  /** Share of the papers whose topic has the most support; null where none has a topic. */
  accuracy: number | null;
  /** Factor of the support, under which the probabilities foretell best. */
  sharpness: number;
};

const FOLDS = 5;
const SHARPNESS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
const USUAL_SHARPNESS = 2;

/** Holds out every fifth of the known papers in turn, and looks where the others would put it. */
export function judgeAssignment(known: JudgedPapers, topicOf: Int32Array, k: number): Judgement {
  const support: Float64Array[] = [];
  const topics: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = [...topicOf.keys()].filter((row) => row % FOLDS === fold && topicOf[row]! >= 0);
    const seen = topicOf.map((topic, row) => (row % FOLDS === fold ? -1 : topic));
    const asked = { vectors: pickVectors(known.vectors, held), words: pickRows(known.words, held) };
    const found = measureSupport(asked, { ...known, topicOf: seen, k });
    for (const [place, row] of held.entries()) {
      support.push(viewRow(found, place, k));
      topics.push(topicOf[row]!);
    }
  }
  if (topics.length === 0) return { accuracy: null, sharpness: USUAL_SHARPNESS };
  const hits = support.filter((scores, place) => findLargest(scores) === topics[place]).length;
  const losses = SHARPNESS.map((sharpness) =>
    support.reduce((sum, scores, place) => sum - Math.log(toProbabilities(scores, sharpness)[topics[place]!]!), 0),
  );
  return { accuracy: hits / topics.length, sharpness: SHARPNESS[losses.indexOf(Math.min(...losses))]! };
}

/** Returns the probability of each topic by its support. They sum to 1, and none is 0. */
export function toProbabilities(support: Float64Array, sharpness: number): Float64Array {
  const largest = Math.max(...support);
  const powers = support.map((value) => Math.exp(sharpness * (value - largest)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
