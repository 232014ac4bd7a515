import { computeUnitCentroids } from "../numeric/centroids.ts";
import { pickRows } from "../numeric/tf-idf.ts";
import { dotProduct, pickVectors } from "../numeric/vectors.ts";
import { placePapers } from "../topics/place-papers.ts";
import { chooseTopics } from "./choose-topics.ts";
import type { Grown, PaperPlacement } from "./grown-papers.ts";

/** A placement but for the paper and its point. */
export type Judged = Omit<PaperPlacement, "paper_id" | "x" | "y">;

/** Returns where each paper asked for would go among the topics of known papers. */
export async function judgePapers(
  asked: readonly number[],
  known: readonly number[],
  { space, topicOf, words, votes }: Grown,
  topicIds: readonly number[],
): Promise<Judged[]> {
  const k = topicIds.length;
  const topics = Int32Array.from(known, (row) => topicOf[row]!);
  const vectors = pickVectors(space.smooth, known);
  const chosen = await chooseTopics(
    { vectors: pickVectors(space.smooth, asked), words: pickRows(words, asked) },
    {
      vectors,
      words: pickRows(words, known),
      topicOf: topics,
      votes: Float64Array.from(
        { length: known.length * k },
        (_, entry) => votes[known[Math.floor(entry / k)]! * k + (entry % k)]!,
      ),
      k,
    },
  );
  const centroids = computeUnitCentroids(vectors, topics, k);
  const { bestOf, secondOf, probabilities, margins, roles } = placePapers({ ...chosen, k }, 0);
  return asked.map((row, place) => ({
    topic_id: topicIds[bestOf[place]!]!,
    probability: probabilities[place]!,
    second_topic_id: topicIds[secondOf[place]!] ?? null,
    margin: margins[place]!,
    similarity: dotProduct(space.smooth, row, centroids, bestOf[place]!),
    role: roles[place]!,
  }));
}

/** Returns a paper that fits nowhere, as one that is in no topic: its second topic is the best it had. */
export function unsettle(found: Judged): Judged {
  return { ...found, topic_id: null, second_topic_id: found.topic_id, role: "unsettled" };
}
