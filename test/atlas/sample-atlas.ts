import type { AtlasData, AtlasTexts } from "../../pipeline/atlas/atlas-data.ts";
import type { AtlasDetailColumns, AtlasPaperRow, AtlasRows, AtlasTopicRow } from "../../pipeline/atlas/atlas-rows.ts";
import { buildAtlasData, buildAtlasTexts } from "../../pipeline/atlas/build-atlas-data.ts";
import { chooseDarkColors } from "../../pipeline/charts/dark-colors.ts";
import { findTopicAnchors } from "../../pipeline/charts/topic-anchors.ts";
import { assignTopicColors } from "../../pipeline/charts/topic-colors.ts";
import { createRandom, drawNormal, type Random } from "../../pipeline/random.ts";

export type SampleOptions = {
  papers: number;
  /** Topics of level 0. */
  topics: number;
  /** Topics of level 1 that those of level 0 are parts of; 0 for none. */
  broad?: number;
  /** Titles of the first papers, and labels of the first topics. */
  texts?: readonly string[];
  abstractWords?: number;
  /** What the sources say of the first papers. */
  details?: readonly Partial<AtlasDetailColumns>[];
};

const WORDS =
  "model attention layer token image speech graph policy reward kernel cache sparse prompt vision video audio code agent memory privacy".split(
    " ",
  );
const SOURCES = ["feed/monday.txt", "feed/tuesday.txt", "feed/wednesday.txt"];
const FIRST_DAY = 20_000;

/** Returns made-up papers in round clusters, the clusters of a broad topic near each other, as the queries of the page would give them. */
export function sampleAtlasRows({
  papers,
  topics,
  broad = 0,
  texts = [],
  abstractWords = 40,
  details = [],
}: SampleOptions): AtlasRows {
  const random = createRandom(7, `atlas/${papers}/${topics}/${broad}`);
  const spread = () => ({ x: random.next() * 20, y: random.next() * 12 });
  const regions = Array.from({ length: Math.max(1, broad) }, spread);
  const middles = Array.from({ length: topics }, (_, topic) => {
    const region = broad > 0 ? regions[topic % broad]! : spread();
    return { x: region.x + 1.2 * drawNormal(random), y: region.y + 1.2 * drawNormal(random) };
  });
  const members = Array.from({ length: papers }, (_, paper) =>
    paper < topics ? paper : Math.floor(topics * random.next() ** 1.4),
  );
  const rows = members.map((topic, paper): AtlasPaperRow => {
    const title = texts[paper] ?? `Paper ${paper} on ${pickWords(random, 5)}`;
    const abstract = `${pickWords(random, abstractWords)}.`;
    const probability = 0.3 + 0.7 * random.next();
    return {
      paper_id: paper.toString(16).padStart(16, "0"),
      title,
      abstract,
      text: `${title}. ${abstract}`,
      x: middles[topic]!.x + 0.45 * drawNormal(random),
      y: middles[topic]!.y + 0.45 * drawNormal(random),
      topic_id: paper % 97 === 96 ? null : topic + 1,
      probability,
      second_topic_id: topics > 1 ? ((topic + 1) % topics) + 1 : null,
      margin: probability / 2,
      similarity: random.next(),
      role: paper % 97 === 96 ? "unassigned" : probability > 0.6 ? "core" : "edge",
      arxiv_id: paper % 3 === 0 ? `2401.${String(paper % 100_000).padStart(5, "0")}` : null,
      urls: paper % 5 === 0 ? ["https://example.org/code"] : [],
      ...details[paper],
    };
  });
  return {
    papers: rows,
    appearances: rows.map(({ paper_id }, paper) => ({
      paper_id,
      source: SOURCES[paper % SOURCES.length]!,
      day: paper % 10 === 9 ? null : FIRST_DAY + (paper % 30),
      rank: paper % 50,
      upvotes: paper % 7 === 0 ? paper % 90 : null,
    })),
    topics: describeTopics(rows, topics, broad, texts),
    terms: Array.from({ length: topics + broad }, (_, topic) =>
      WORDS.slice(topic % 10, (topic % 10) + 4).map((term, rank) => ({
        topic_id: topic + 1,
        term,
        score: 1 - rank / 5,
        documents_inside: 9,
        documents_outside: 3,
      })),
    ).flat(),
    evidence: Array.from({ length: topics }, (_, topic) => ({
      topic_id: topic + 1,
      paper_id: rows[topic]!.paper_id,
      term: WORDS[topic % 10]!,
      sentence: rows[topic]!.abstract,
    })),
    nearest: rows.flatMap(({ paper_id }, paper) =>
      Array.from({ length: Math.min(5, papers - 1) }, (_, rank) => ({
        paper_id,
        neighbor_id: rows[(paper + (rank + 1) * topics) % papers]!.paper_id,
        similarity: 0.9 - rank / 10,
      })).filter(({ neighbor_id }) => neighbor_id !== paper_id),
    ),
    quality: { trustworthiness: 0.95, neighbors: 15 },
    paperTerms: rows.map(({ paper_id, title }) => ({
      paper_id,
      term: [...title].slice(0, 5).join(""),
      weight: 1,
      start_offset: 0,
      end_offset: 5,
    })),
    paperSentences: rows.map(({ paper_id, title, text }) => ({
      paper_id,
      start_offset: [...title].length + 2,
      end_offset: [...text].length,
      score: 0.5,
    })),
  };
}

/** Returns the same as it travels in the page. */
export function sampleAtlas(options: SampleOptions): { data: AtlasData; texts: AtlasTexts } {
  const rows = sampleAtlasRows(options);
  return { data: buildAtlasData(rows, chooseDarkColors), texts: buildAtlasTexts(rows) };
}

function describeTopics(
  rows: readonly AtlasPaperRow[],
  topics: number,
  broad: number,
  texts: readonly string[],
): AtlasTopicRow[] {
  const fine = rows.filter(({ topic_id }) => topic_id !== null);
  const parentOf = (id: number) => topics + 1 + ((id - 1) % broad);
  const mark = (level: number, count: number, first: number, topicOf: (row: AtlasPaperRow) => number) => {
    const points = fine.map((row) => ({ x: row.x, y: row.y, topic: topicOf(row) - first }));
    const anchors = Array.from(findTopicAnchors(points, count), (row) => fine[row] ?? fine[0]!);
    const colors = assignTopicColors(anchors);
    return anchors.map((anchor, index): AtlasTopicRow => {
      const id = first + index;
      return {
        topic_id: id,
        parent_id: level === 0 && broad > 0 ? parentOf(id) : null,
        level,
        label:
          texts[index] && level === 0
            ? texts[index]
            : `${level > 0 ? "Broad " : ""}${WORDS[id % 20]!} ${WORDS[(id * 7) % 20]!} ${id}`,
        size: points.filter(({ topic }) => topic === index).length,
        cohesion: 0.7,
        stability: 0.8,
        mixed: false,
        nearest_topic_id: first + ((index + 1) % count),
        nearest_similarity: 0.4,
        color: colors[index]!,
        anchor_x: anchor.x,
        anchor_y: anchor.y,
      };
    });
  };
  return [
    ...mark(0, topics, 1, ({ topic_id }) => topic_id!),
    ...(broad > 0 ? mark(1, broad, topics + 1, ({ topic_id }) => parentOf(topic_id!)) : []),
  ];
}

function pickWords(random: Random, count: number): string {
  return Array.from({ length: count }, () => WORDS[random.integer(WORDS.length)]).join(" ");
}
