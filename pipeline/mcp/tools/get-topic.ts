import { z } from "zod";
import { tellEvents, writeStory } from "../../lineage/tell-events.ts";
import { findTopic } from "../../topic-cards/find-topic.ts";
import { readTopicCard, type TopicCard } from "../../topic-cards/read-topic-card.ts";
import { dropNone, shorten } from "../cut-answers.ts";
import { defineTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";

const USUAL_PAPERS = 8;
const MOST_PAPERS = 50;
const MOST_EVIDENCE = 3;
const MOST_NEAR = 5;
const MOST_EVENTS = 5;
const LONGEST_SENTENCE = 400;

const Linked = z.object({ topic_id: z.int(), label: z.string(), size: z.int() });

/** Gives the card of one topic. */
export function getTopic(session: AtlasSession) {
  return defineTool({
    name: "get_topic",
    title: "Get topic",
    description:
      "One topic: its terms, parts, most typical papers, the sentences its label stands on, how firm it is, near topics, papers over time, what became of it since the run before.",
    input: z.strictObject({
      topic: z.string().min(1).describe("topic_id or words of its label"),
      papers: z.int().min(0).max(MOST_PAPERS).default(USUAL_PAPERS).describe("how many papers"),
    }),
    output: z.object({
      topic_id: z.int(),
      label: z.string(),
      level: z.int(),
      size: z.int(),
      share: z.number().describe("of all papers, 0 to 1"),
      path: z.array(z.string()).optional().describe("broader topics"),
      stability: z.number().optional().describe("0 to 1"),
      verdict: z.string().optional().describe("firm, fair or loose: of the stability"),
      mixed: z.literal(true).optional(),
      label_verdict: z.string().optional(),
      parts: z.array(Linked).optional(),
      terms: z.array(z.string()),
      evidence: z.array(z.object({ paper_id: z.string(), sentence: z.string() })).optional(),
      papers: z
        .array(z.object({ paper_id: z.string(), title: z.string(), role: z.string() }))
        .describe("the most typical first"),
      nearest: z.array(Linked.extend({ similarity: z.number() })).optional(),
      over_time: z
        .object({ unit: z.string(), from: z.string(), papers: z.array(z.int()) })
        .optional()
        .describe("papers in each unit of time, one after the other, the first beginning on the day from"),
      events: z
        .array(z.object({ event: z.string(), told: z.string() }))
        .optional()
        .describe("what became of it since the run before"),
      more: z.string().optional(),
    }),
    answer: ({ topic, papers }) =>
      session.ask(async (database) => {
        const { topic_id } = await findTopic(database, topic);
        return showCard(await readTopicCard(database, topic_id, Math.max(papers, MOST_NEAR)), papers);
      }),
  });
}

function showCard(card: TopicCard, papers: number) {
  const { topic_id, label, level, size, share, periods, over_time } = card;
  const shown = Math.min(papers, card.papers.length);
  return {
    topic_id,
    label,
    level,
    size,
    share,
    ...dropNone({
      path: card.labels.slice(0, -1),
      stability: card.stability,
      verdict: card.verdict,
      mixed: card.mixed ? (true as const) : null,
      label_verdict: card.label_verdict,
      parts: card.parts,
      evidence: card.evidence
        .slice(0, MOST_EVIDENCE)
        .map(({ paper_id, sentence }) => ({ paper_id, sentence: shorten(sentence, LONGEST_SENTENCE) })),
      nearest: card.nearest.slice(0, MOST_NEAR),
      over_time: periods && {
        unit: periods.unit,
        from: over_time[0]!.from,
        papers: over_time.map(({ papers }) => papers),
      },
      events: tellEvents(card.events)
        .slice(0, MOST_EVENTS)
        .map((story) => ({ event: story.event, told: shorten(writeStory(story)) })),
      more:
        shown < size
          ? `${shown} of ${size} papers. The rest: SELECT paper_id, title FROM papers_in_topic(${topic_id}) LIMIT 50 OFFSET ${shown}; about something: search_papers with this topic.`
          : null,
    }),
    terms: card.terms.map(({ term }) => shorten(term)),
    papers: card.papers
      .slice(0, papers)
      .map(({ paper_id, title, role }) => ({ paper_id, title: shorten(title), role })),
  };
}
