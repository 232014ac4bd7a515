import type { RootContent } from "mdast";
import { emphasis, list, paragraph, strong } from "../documents/markdown.ts";
import { describeLabel } from "./label-quality.ts";
import { listDoubtful, listReasons } from "./reasons.ts";
import type { EvidenceRow, ReportData } from "./report-rows.ts";

/** Returns what a topic's label stands on, what ties its typical papers to it, and which papers lie between it and others. */
export function giveEvidence(topicId: number, data: ReportData): RootContent[] {
  const isOfTopic = ({ topic_id }: { topic_id: number }) => topic_id === topicId;
  const isFine = data.topics.some(isOfTopic);
  return [
    ...describeLabel(data.labels.find(isOfTopic)),
    ...(isFine ? listEvidence(data.evidence.filter(isOfTopic)) : []),
    ...listReasons(data.representatives.filter(isOfTopic)),
    ...listDoubtful(data.doubtful.filter(isOfTopic)),
  ];
}

function listEvidence(sentences: readonly EvidenceRow[]): RootContent[] {
  if (sentences.length === 0) {
    return [paragraph("No phrase sets this topic apart; it is named by its most typical paper.")];
  }
  return [
    paragraph("The label stands on:"),
    list(sentences.map(({ term, sentence, title }) => [strong(term), `: ${sentence} — `, emphasis(title)])),
  ];
}
