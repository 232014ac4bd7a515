import { type AtlasTopic, LABEL_VERDICTS, type TopicTrend } from "./atlas-data.ts";
import type { AtlasPaperColumns, AtlasTopicRow, AtlasTopicRows, AtlasTrendRow } from "./atlas-rows.ts";

const REPRESENTATIVES = 3;
const UNMARKED = "#8a9199";

/** Returns the place on the page, in units of the papers, of coordinates of the layout. */
export type PlaceOnPage = (x: number, y: number) => { x: number; y: number };

/** Returns colours for the dark ground, as #rrggbb, for topics that stand beside each other, in their order. */
export type ChooseDarkColors = (
  topics: readonly { color: string; x: number; y: number; family: number | null }[],
) => string[];

/** Returns the topics as they travel, a topic's papers by their row in `rowOf`. A topic without a colour takes that of its largest part. */
export function buildTopics(
  rows: AtlasTopicRows,
  papers: Pick<AtlasPaperColumns, "topic_id" | "similarity">,
  rowOf: ReadonlyMap<string, number>,
  place: PlaceOnPage,
  chooseDarkColors: ChooseDarkColors,
): AtlasTopic[] {
  const terms = groupByTopic(rows.terms);
  const words = groupByTopic(rows.words ?? []);
  const evidence = groupByTopic(rows.evidence);
  const best = findTypical(papers);
  const trends = new Map((rows.trends ?? []).map((trend) => [trend.topic_id, describeTrend(trend)]));
  const topics = rows.topics.map((topic): AtlasTopic => {
    const marked = findMarked(topic, rows.topics);
    const { x, y } = place(marked?.anchor_x ?? 0, marked?.anchor_y ?? 0);
    return {
      id: topic.topic_id,
      parent: topic.parent_id,
      level: topic.level ?? 0,
      label: topic.label,
      size: topic.size,
      cohesion: round(topic.cohesion),
      stability: round(topic.stability),
      mixed: topic.mixed ?? false,
      nearest: topic.nearest_topic_id,
      nearestSimilarity: round(topic.nearest_similarity),
      color: marked?.color ?? UNMARKED,
      darkColor: UNMARKED,
      x,
      y,
      terms: (terms.get(topic.topic_id) ?? []).map(({ term, score, documents_inside, documents_outside }) => ({
        term,
        score: round(score) ?? 0,
        inside: documents_inside,
        outside: documents_outside,
      })),
      words: (words.get(topic.topic_id) ?? []).map(({ word }) => word),
      evidence: (evidence.get(topic.topic_id) ?? []).map(({ paper_id, term, sentence }) => ({
        paper: rowOf.get(paper_id)!,
        term,
        sentence,
      })),
      representatives: listTypical(topic.topic_id, rows.topics, best, papers),
      ...readLabelQuality(topic),
      ...(trends.has(topic.topic_id) && { trend: trends.get(topic.topic_id)! }),
    };
  });
  const darkColors = new Map<number, string>();
  // Topics of one level stand beside each other; those of two levels need not differ.
  for (const level of new Set(topics.map((topic) => topic.level))) {
    const ofLevel = topics.filter((topic) => topic.level === level);
    const inFamilies = ofLevel.map((topic) => ({ ...topic, family: findFamily(topic, topics) }));
    for (const [index, color] of chooseDarkColors(inFamilies).entries()) darkColors.set(ofLevel[index]!.id, color);
  }
  return topics.map((topic, index) => {
    const marked = findMarked(rows.topics[index]!, rows.topics);
    return { ...topic, darkColor: darkColors.get(marked?.topic_id ?? topic.id)! };
  });
}

function describeTrend(row: AtlasTrendRow): TopicTrend {
  return {
    kind: row.trend,
    since: row.since,
    changePoint: row.change_point,
    newPapers: row.new_papers,
    earlierPapers: row.earlier_papers,
    newShare: round(row.new_share)!,
    earlierShare: round(row.earlier_share)!,
    low: round(row.change_low)!,
    high: round(row.change_high)!,
  };
}

/** Returns the topic itself where it has a colour and a place, else the largest of its parts that has. */
function findMarked(topic: AtlasTopicRow, topics: readonly AtlasTopicRow[]): AtlasTopicRow | null {
  if (topic.color !== null) return topic;
  const parts = topics.filter(({ parent_id }) => parent_id === topic.topic_id).sort((a, b) => b.size - a.size);
  for (const part of parts) {
    const marked = findMarked(part, topics);
    if (marked) return marked;
  }
  return null;
}

/** Returns the broadest topic that a topic is part of; null where no topic of the map has a broader one. */
function findFamily(topic: AtlasTopic, topics: readonly AtlasTopic[]): number | null {
  if (topics.every(({ parent }) => parent === null)) return null;
  const parent = topics.find(({ id }) => id === topic.parent);
  return parent ? findFamily(parent, topics) : topic.id;
}

type Members = Pick<AtlasPaperColumns, "topic_id" | "similarity">;

/** Returns the most typical papers of each topic that papers are in, the best first, equals by row. */
function findTypical({ topic_id, similarity }: Members): Map<number, number[]> {
  const best = new Map<number, number[]>();
  for (const [row, topic] of topic_id.entries()) {
    if (topic === null) continue;
    const rows = best.get(topic) ?? [];
    best.set(topic, rows);
    const worth = similarity[row] ?? 0;
    let place = rows.length;
    while (place > 0 && (similarity[rows[place - 1]!] ?? 0) < worth) place--;
    if (place < REPRESENTATIVES) rows.splice(place, 0, row);
    if (rows.length > REPRESENTATIVES) rows.pop();
  }
  return best;
}

/** Returns the most typical papers of a topic and of the topics that are part of it. */
function listTypical(
  id: number,
  topics: readonly AtlasTopicRow[],
  best: ReadonlyMap<number, readonly number[]>,
  { similarity }: Members,
): number[] {
  const list = (topic: number): number[] => [
    ...(best.get(topic) ?? []),
    ...topics.filter(({ parent_id }) => parent_id === topic).flatMap(({ topic_id }) => list(topic_id)),
  ];
  return list(id)
    .sort((a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0) || a - b)
    .slice(0, REPRESENTATIVES);
}

/** Returns what is known of a topic's label; what was not measured is left out. */
function readLabelQuality(topic: AtlasTopicRow): Partial<AtlasTopic> {
  const described: Partial<AtlasTopic> = {};
  if (topic.short_label) described.shortLabel = topic.short_label;
  const verdict = LABEL_VERDICTS.find((known) => known === topic.label_verdict);
  if (verdict) described.labelVerdict = verdict;
  const coverage = round(topic.label_coverage);
  const precision = round(topic.label_precision);
  const routing = round(topic.routing);
  const withTerms = round(topic.routing_with_terms);
  if (coverage !== null) described.labelCoverage = coverage;
  if (precision !== null) described.labelPrecision = precision;
  if (routing !== null) described.routing = routing;
  if (withTerms !== null) described.routingWithTerms = withTerms;
  return described;
}

function groupByTopic<Row extends { topic_id: number | null }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    if (row.topic_id === null) continue;
    const group = groups.get(row.topic_id);
    if (group) group.push(row);
    else groups.set(row.topic_id, [row]);
  }
  return groups;
}

function round(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 1e4) / 1e4;
}
