import { z } from "zod";
import { compareTopics as compare } from "../../topic-cards/compare-topics.ts";
import { findTopic } from "../../topic-cards/find-topic.ts";
import { dropNone, shorten } from "../cut-answers.ts";
import { defineTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";

const USUAL_PAPERS = 10;
const MOST_PAPERS = 50;

/** Tells what distinguishes two topics and which papers are between them. */
export function compareTopics(session: AtlasSession) {
  return defineTool({
    name: "compare_topics",
    title: "Compare topics",
    description:
      "Two topics: how near they are, the terms that part them, and the papers between them, the smallest margin first.",
    input: z.strictObject({
      a: z.string().min(1).describe("topic_id or words of its label"),
      b: z.string().min(1),
      limit: z.int().min(1).max(MOST_PAPERS).default(USUAL_PAPERS).describe("papers between them to show"),
    }),
    output: z.object({
      topics: z.array(z.object({ topic_id: z.int(), label: z.string(), level: z.int(), size: z.int() })),
      similarity: z.number().optional().describe("cosine of the centroids"),
      nested: z.literal(true).optional().describe("one is part of the other"),
      terms: z
        .array(z.object({ term: z.string(), a: z.number(), b: z.number() }))
        .describe("share of the papers of each topic that contain it, 0 to 1"),
      between: z.int().describe("papers between them in all"),
      papers: z.array(
        z.object({
          paper_id: z.string(),
          title: z.string(),
          topic: z.string(),
          probability: z.number(),
          second_topic: z.string(),
          second_probability: z.number(),
        }),
      ),
    }),
    answer: ({ a, b, limit }) =>
      session.ask(async (database) => {
        const [first, second] = [await findTopic(database, a), await findTopic(database, b)];
        const comparison = await compare(database, first.topic_id, second.topic_id, limit);
        return {
          topics: comparison.topics.map(({ topic_id, label, level, size }) => ({ topic_id, label, level, size })),
          ...dropNone({ similarity: comparison.similarity, nested: comparison.nested ? (true as const) : null }),
          terms: comparison.terms.map(({ term, shares: [a, b] }) => ({ term: shorten(term), a, b })),
          between: comparison.between,
          papers: comparison.papers_between.map((paper) => ({
            paper_id: paper.paper_id,
            title: shorten(paper.title),
            topic: paper.topic_label,
            probability: paper.probability,
            second_topic: paper.second_topic_label,
            second_probability: paper.second_probability,
          })),
        };
      }),
  });
}
