import { type AtlasTopic, LABEL_VERDICTS, type TopicTrend } from "./atlas-data.ts";
import type { AtlasRows, AtlasTopicRow, AtlasTrendRow } from "./atlas-rows.ts";

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
  rows: AtlasRows,
  rowOf: ReadonlyMap<string, number>,
  place: PlaceOnPage,
  chooseDarkColors: ChooseDarkColors,
): AtlasTopic[] {
  const terms = groupByTopic(rows.terms);
  const words = groupByTopic(rows.words ?? []);
  const evidence = groupByTopic(rows.evidence);
  const members = groupByTopic(rows.papers.map((paper, row) => ({ ...paper, row })));
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
      representatives: listMembers(topic.topic_id, rows.topics, members)
        .sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0) || a.row - b.row)
        .slice(0, REPRESENTATIVES)
        .map(({ row }) => row),
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

/** Returns the papers of a topic and of the topics that are part of it. */
function listMembers<Member>(
  id: number,
  topics: readonly AtlasTopicRow[],
  members: ReadonlyMap<number, readonly Member[]>,
): Member[] {
  const parts = topics.filter(({ parent_id }) => parent_id === id);
  return [...(members.get(id) ?? []), ...parts.flatMap(({ topic_id }) => listMembers(topic_id, topics, members))];
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
