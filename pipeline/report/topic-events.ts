import type { RootContent } from "mdast";
import { emphasis, type Inline, list, paragraph } from "../documents/markdown.ts";
import { countEvents } from "../lineage/count-events.ts";
import { type Story, tellEvents } from "../lineage/tell-events.ts";
import type { TopicEvent } from "../lineage/traced-run.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import type { LastMoves } from "./report-rows.ts";

/** Returns in a sentence how much is as in the run before; nothing where there was none. */
export function summarizeEvents(events: readonly TopicEvent[], moves: LastMoves | null): RootContent[] {
  if (moves === null) return [];
  const fine = events.filter(({ level }) => level === 0);
  const topics = new Set(fine.flatMap(({ topic_id }) => topic_id ?? []));
  const kept = fine.filter(({ topic_id, previous_topic_id }) => topic_id !== null && topic_id === previous_topic_id);
  const { born, died } = countEvents(fine);
  const news = [
    `${formatNumber(new Set(kept.map(({ topic_id }) => topic_id)).size)} of ${formatCount(topics.size, "topic")} go on under their numbers and colours`,
    born > 0 ? `${formatNumber(born)} ${born === 1 ? "is" : "are"} new` : null,
    died > 0 ? `${formatNumber(died)} ${died === 1 ? "is" : "are"} no more` : null,
  ];
  const { moved, papers_in_both } = moves;
  return [
    paragraph(
      `Since the last run: ${news.filter((item) => item !== null).join("; ")}. ` +
        `Of the ${formatCount(papers_in_both, "paper")} that both runs placed, ${formatNumber(moved)} ${moved === 1 ? "is" : "are"} in another topic now.`,
    ),
  ];
}

/** Lists what became of the topics of the run before, but for those that go on as they were. */
export function listEvents(events: readonly TopicEvent[]): RootContent[] {
  const told = tellEvents(events.filter(({ event }) => event !== "continued")).map(writeParts);
  return told.length > 0 ? [list(told)] : [];
}

function writeParts({ level, parts }: Story): Inline[] {
  const told = parts.flatMap((part): Inline[] =>
    typeof part === "string" ? [part] : [emphasis(part.label), ` (${part.topic_id})`],
  );
  return level === 0 ? told : ["Broader: ", ...told];
}
