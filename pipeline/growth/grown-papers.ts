import type { SparseMatrix } from "../numeric/tf-idf.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { Role } from "../topics/paper-role.ts";
import type { TopicSpace } from "../topics/topic-space.ts";
import type { StandingFit } from "./read-last-fit.ts";

/** Papers that came since the last run, with their sentence vectors: a row each, in order of id. */
export type NewPapers = { ids: string[]; texts: string[]; vectors: Vectors };

/** Where a paper goes: a row of `placements`, but for its vectors. */
export type PaperPlacement = {
  paper_id: string;
  topic_id: number | null;
  probability: number;
  second_topic_id: number | null;
  margin: number;
  similarity: number;
  role: Role;
  x: number;
  y: number;
};

/** Everything known of papers, in order of rows: those of the last run, then new ones. */
export type Grown = { space: TopicSpace; topicOf: Int32Array; words: SparseMatrix; votes: Float64Array };

/** Writes into `votes`, rows x k, what is known of a paper of the last run: the probabilities of its two topics. */
export function setVotes(
  votes: Float64Array,
  row: number,
  k: number,
  { probability, margin, topic_id, second_topic_id }: StandingFit["papers"][number],
  placeOf: ReadonlyMap<number, number>,
): void {
  const [first, second] = [placeOf.get(topic_id ?? second_topic_id ?? -1), placeOf.get(second_topic_id ?? -1)];
  if (second !== undefined) votes[row * k + second] = Math.max(0, probability - margin);
  if (first !== undefined) votes[row * k + first] = probability;
}

/** Returns the same with topics that are born: their papers have all votes for them. */
export function widen({ space, topicOf, words, votes }: Grown, k: number, born: number, bornOf: Int32Array): Grown {
  const width = k + born;
  const wide = new Float64Array(topicOf.length * width);
  for (const [row, birth] of bornOf.entries()) {
    if (birth === -1) wide.set(votes.subarray(row * k, (row + 1) * k), row * width);
    else wide[row * width + k + birth] = 1;
  }
  return {
    space,
    words,
    votes: wide,
    topicOf: topicOf.map((topic, row) => (bornOf[row] === -1 ? topic : k + bornOf[row]!)),
  };
}
