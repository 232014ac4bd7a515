import { describe, expect, it } from "vitest";
import { chooseTopics, measureSupport } from "../../pipeline/growth/choose-topics.ts";
import { computeTfIdf, pickRows } from "../../pipeline/numeric/tf-idf.ts";
import { normalizeRows, pickVectors } from "../../pipeline/numeric/vectors.ts";
import { drawBlobs } from "../numeric/points.ts";

const TOPICS = 3;
const { vectors, blobOf } = drawBlobs(TOPICS, 15, 5, 2);
const unit = normalizeRows(vectors);
const WORDS = ["graph", "video", "token"];
const words = computeTfIdf(
  [...blobOf].map((blob, row) => [WORDS[blob]!, `word ${row % 7}`]),
  { minDocumentCount: 1, maxDocumentShare: 1 },
);
const known = [...blobOf.keys()].slice(TOPICS);
const votes = new Float64Array(known.length * TOPICS);
for (const [place, row] of known.entries()) votes[place * TOPICS + blobOf[row]!] = 1;
const placed = {
  vectors: pickVectors(unit, known),
  words: pickRows(words, known),
  topicOf: Int32Array.from(known, (row) => blobOf[row]!),
  votes,
  k: TOPICS,
};
const ask = (rows: number[], worded = rows) => ({ vectors: pickVectors(unit, rows), words: pickRows(words, worded) });

describe("the topics that papers join", () => {
  it("are those of their nearest papers, with all of the votes", async () => {
    const { topicOf, probabilities } = await chooseTopics(ask([0, 1, 2]), placed);
    expect([...topicOf]).toEqual([0, 1, 2]);
    expect([...probabilities].map((share) => Math.round(share))).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it("are chosen by words where the vector lies between two", async () => {
    const between = normalizeRows({ values: Float32Array.from([1, 1, 0, 0, 0]), dimensions: 5 });
    const noVotes = { ...placed, votes: new Float64Array(votes.length) };
    for (const topic of [0, 1]) {
      const asked = { vectors: between, words: pickRows(words, [topic]) };
      expect([...(await chooseTopics(asked, noVotes)).topicOf]).toEqual([topic]);
    }
  });

  it("have probabilities that sum to 1, and support in standard deviations", async () => {
    const { probabilities } = await chooseTopics(ask([0]), placed);
    expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    const support = measureSupport(ask([0]), placed);
    expect(support.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
  });
});
