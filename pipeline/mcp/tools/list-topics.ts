import { z } from "zod";
import { findTopic } from "../../topic-cards/find-topic.ts";
import { type ListedTopic, readTopicList } from "../../topic-cards/read-topic-list.ts";
import { dropNone } from "../cut-answers.ts";
import { defineTool } from "../define-tool.ts";
import { readOverview } from "../read-overview.ts";
import type { AtlasSession } from "../session.ts";

const USUAL_TOPICS = 100;
const MOST_TOPICS = 300;
const MOST_PERIODS = 13;

/** Lists the topics of the file, or of a broad topic. */
export function listTopics(session: AtlasSession) {
  return defineTool({
    name: "list_topics",
    title: "List topics",
    description:
      "What is in the file: how many papers, of which days, when it was made, and its topics in reading order, each broad topic before its parts.",
    input: z.strictObject({
      under: z.string().min(1).optional().describe("only this topic and its parts: id or words of the label"),
      over_time: z.boolean().default(false).describe("also how many papers each has in each stretch of time"),
      limit: z.int().min(1).max(MOST_TOPICS).default(USUAL_TOPICS),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({
      papers: z.int(),
      unassigned: z.int().describe("papers in no topic"),
      first_day: z.string().optional(),
      last_day: z.string().optional(),
      made_at: z.string().optional(),
      periods: z.object({ unit: z.string(), from: z.array(z.string()) }).optional(),
      topics: z.array(
        z.object({
          topic_id: z.int(),
          label: z.string(),
          size: z.int().describe("papers in it, those of its parts included"),
          level: z.int().describe("0: papers are in it; higher: broad, made of parts"),
          parent_id: z.int().optional(),
          stability: z
            .enum(["firm", "fair", "loose"])
            .optional()
            .describe("how well half of its papers foretell which of the other half are in it"),
          mixed: z.literal(true).optional().describe("a shelf of papers that have little to do with each other"),
          over_time: z.array(z.int()).optional().describe("papers in each of the periods"),
        }),
      ),
      more: z.string().optional(),
    }),
    answer: ({ under, over_time: hasTimes, limit, offset }) =>
      session.ask(async (database) => {
        const top = under === undefined ? null : (await findTopic(database, under)).topic_id;
        const { first_day, last_day, made_at } = await readOverview(database);
        const { papers, unassigned, periods, topics } = await readTopicList(database, MOST_PERIODS);
        const all = topics.filter(({ path }) => top === null || path.includes(top));
        const end = offset + limit;
        return {
          papers,
          unassigned,
          ...dropNone({ first_day, last_day, made_at }),
          ...(hasTimes &&
            dropNone({
              periods: periods && { unit: periods.unit, from: (topics[0]?.over_time ?? []).map(({ from }) => from) },
            })),
          topics: all.slice(offset, end).map((topic) => showTopic(topic, hasTimes)),
          ...dropNone({
            more: all.length > end ? `${all.length - end} more topics: ask with offset ${end}.` : null,
          }),
        };
      }),
  });
}

function showTopic(
  { topic_id, label, size, level, parent_id, verdict, mixed, over_time }: ListedTopic,
  hasTimes: boolean,
) {
  return {
    topic_id,
    label,
    size,
    level,
    ...dropNone({
      parent_id,
      stability: verdict,
      mixed: mixed ? (true as const) : null,
      over_time: hasTimes ? over_time.map(({ papers }) => papers) : null,
    }),
  };
}
