import { z } from "zod";
import type { SimilarPaper } from "../../papers/find-similar.ts";
import { dropNone, shorten } from "../cut-answers.ts";

/** A near paper as answers show it. */
export const NearPaper = z.object({
  paper_id: z.string(),
  title: z.string(),
  similarity: z.number().describe("cosine"),
  topic: z.string().optional(),
});

/** Returns a near paper as answers show it. */
export function showNear({ paper_id, title, similarity, topic_label: topic }: SimilarPaper): z.infer<typeof NearPaper> {
  return { paper_id, title: shorten(title), similarity, ...dropNone({ topic }) };
}
