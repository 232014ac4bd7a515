import type { ReportData, TopicRow, TreeRow } from "../../pipeline/report/report-rows.ts";

const WORDS =
  "attention layers learn sparse graphs of language while vision models generate video scenes from speech".split(" ");
const WEEKS = 12;
const TOPICS_IN_GROUP = 6;

/** Returns about so many words, others for each number. */
function write(words: number, start: number): string {
  return Array.from({ length: words }, (_, place) => WORDS[(start * 7 + place * 3) % WORDS.length]).join(" ");
}

/** Returns a report of topics with texts as long as those of real papers, dated or not. */
export function sampleReport(count: number, isDated = false): ReportData {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const topics = numbers.map(
    (topic_id): TopicRow => ({
      topic_id,
      label: `${write(2, topic_id)} ${topic_id}, ${write(2, topic_id + 3)}`,
      size: 20,
      share: 1 / count,
      terms: [1, 2, 3, 4, 5, 6, 7, 8].map((place) => write(2, topic_id + place)),
      cohesion: 0.7,
      stability: 0.3 + 0.6 * ((topic_id * 7) % 10) * 0.1,
      mixed: false,
      nearest_label: write(4, topic_id + 1),
      nearest_similarity: 0.4,
    }),
  );
  const groups = Math.ceil(count / TOPICS_IN_GROUP);
  const fine = topics.map((topic): TreeRow => ({ ...topic, level: 0, children: 0, depth: 2 }));
  const tree = Array.from({ length: groups }, (_, group): TreeRow[] => {
    const parts = fine.slice(group * TOPICS_IN_GROUP, (group + 1) * TOPICS_IN_GROUP);
    const broad = { topic_id: count + group + 1, level: 1, label: `${write(3, group)} group`, depth: 1 };
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    return [{ ...parts[0]!, ...broad, size, share: size / (20 * count), children: parts.length }, ...parts];
  }).flat();
  const papers = topics.flatMap(({ topic_id }) =>
    [1, 2, 3].map((place) => ({
      topic_id,
      paper_id: `${topic_id}-${place}`,
      title: write(10, topic_id + place),
      urls: [],
      arxiv_id: null,
      reasons: [write(2, place), write(2, place + 1)],
    })),
  );
  const evidence = papers.map(({ topic_id, title }) => ({
    topic_id,
    term: "graphs",
    sentence: write(30, topic_id),
    title,
  }));
  return {
    totals: {
      records: 20 * count,
      files: 1,
      papers: 20 * count,
      repeats: 0,
      rejected: 0,
      left_out: 0,
      cut_texts: 0,
      topics: count,
      broader: groups,
      edges: 5 * count,
      unassigned: 0,
      words: 180,
      mean_similarity: 0.4,
    },
    languages: [{ language: "en", papers: 20 * count }],
    levels: [
      { level: 0, topics: count, stability: 0.6, verdict: "fair", reason: write(12, 1) },
      { level: 1, topics: groups, stability: 0.8, verdict: "firm", reason: write(12, 2) },
    ],
    mapQuality: { trustworthiness: 0.95, neighbors: 15 },
    topics,
    tree,
    events: [],
    lastMoves: null,
    faithfulness: {
      papers: 3,
      sufficiency: 0.9,
      random_sufficiency: 0.6,
      comprehensiveness: 0.3,
      random_comprehensiveness: 0.1,
    },
    labels: tree.map(({ topic_id, level, size }) => ({
      topic_id,
      level,
      verdict: "fits",
      inside: 10,
      outside: 3,
      size,
      routing: 0.5,
      routing_with_terms: 0.7,
      mixed: false,
    })),
    routing: 0.5,
    representatives: papers,
    doubtful: topics.map(({ topic_id }) => ({
      topic_id,
      title: write(10, topic_id),
      second: write(4, topic_id),
      margin: 0.1,
    })),
    evidence,
    quotes: topics.map(({ topic_id }) => ({ topic_id, sentence: write(24, topic_id), title: write(10, topic_id) })),
    latest: isDated
      ? { since: "2026-08-15", until: "2026-08-21", precision: "day", basis: "listed", papers: 2, earlier_papers: 8 }
      : null,
    trends: [],
    phrases: [],
    fit: null,
    drift: [],
    unsettled: [],
    time: isDated
      ? {
          period: "week",
          starts: Array.from({ length: WEEKS }, (_, week) => `2026-06-${10 + week}`),
          shares: new Map(
            tree.map(({ topic_id }) => [topic_id, Array.from({ length: WEEKS }, (_, week) => (topic_id + week) % 5)]),
          ),
        }
      : null,
    mapPoints: numbers.map((number) => ({ x: Math.cos(number), y: Math.sin(number), color: "#336699" })),
    mapNumbers: numbers.map((number) => ({ topic_id: number, x: Math.cos(number), y: Math.sin(number) })),
    sources: [
      { source: "feed/a.jsonl", format: "json-lines", found: 20 * count, papers: 20 * count, merged: 0, rejected: 0 },
    ],
    merged: [],
    pairsInDoubt: [],
    rejected: [],
    unsure: topics
      .slice(0, 10)
      .map(({ label }) => ({ title: write(16, 1), topic: label, second: label, probability: 0.2 })),
    unassigned: [],
    charts: [
      {
        name: "topic-map",
        description: "Scatter plot",
        svg: '<svg width="945" height="625" viewBox="0 0 945 625"><rect width="945" height="625" fill="#eeeeee"/></svg>',
      },
      {
        name: "topic-sizes",
        description: "Bar chart",
        svg: '<svg width="900" height="400" viewBox="0 0 900 400"></svg>',
      },
    ],
    settings: [["model", "sentence-transformers/all-MiniLM-L6-v2"]],
  };
}
