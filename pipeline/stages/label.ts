import type { Database } from "../database/database.ts";
import { embedPhrases } from "../embedding/embed-phrases.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { findEvidence } from "../labels/label-evidence.ts";
import { type LabelledPaper, type LabelText, type NamedTopic, nameLevels } from "../labels/name-levels.ts";
import { chooseTopicWords } from "../labels/topic-words.ts";
import { countContentWords } from "../text/content-words.ts";

const LEAST_DOCUMENTS_OF_A_WORD = 2;

const SETTINGS = [
  "seed",
  "maxTermWords",
  "maxWordShare",
  "maxTopicShare",
  "weighedTerms",
  "termsPerTopic",
  "evidencePerTopic",
] as const;

const PREVIOUS = ["topics", "phrase_vectors"] as const;

type Context = StageContext<(typeof SETTINGS)[number], (typeof PREVIOUS)[number]>;

/** Names the topics of every level and stores the terms and sentences that the names stand on. */
export const labelStage = defineStage({
  name: "label",
  module: import.meta.url,
  reads: ["papers", "paper_vectors", "clusters", "topic_papers"],
  writes: ["phrase_vectors", "topics", "topic_terms", "topic_words", "label_evidence"],
  previous: PREVIOUS,
  settings: SETTINGS,
  usesEmbedder: true,
  run,
});

/** The topics of one level by id, and for each paper the place of its topic among them, -1 where it has none. */
type TopicLevel = { ids: number[]; labels: Int32Array; k: number };

/** A topic with what was found for it; `labels` gives the place of each paper's topic in its level, -1 where it has none. */
type LabelledTopic = NamedTopic & { id: number; place: number; labels: Int32Array; routing: number | null };

type ClusterRow = { id: number; parent: number | null; level: number };

async function run(context: Context): Promise<StageResult> {
  const { database, settings } = context;
  const papers = await database.query<LabelledPaper & { topic: number | null }>(
    `SELECT paper_id AS id, clean_title AS title, text, topic_id AS topic, coalesce(similarity, 0) AS similarity
     FROM papers LEFT JOIN topic_papers USING (paper_id) ORDER BY paper_id`,
  );
  const { vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const clusters = await database.query<ClusterRow>(
    "SELECT topic_id AS id, parent_id AS parent, level FROM clusters ORDER BY topic_id",
  );
  const previous = await readPreviousLabels(context);
  const levels = assignLevels(
    papers.map(({ topic }) => topic),
    clusters,
  ).map((level) => ({ ...level, previous: level.ids.map((id) => previous.get(id) ?? null) }));
  const named = await nameLevels(papers, vectors, levels, settings, (phrases) => embedPhrases(phrases, context));
  const topics = levels.flatMap(({ ids, labels }, level) =>
    ids.map((id, place) => ({
      ...{ id, place, labels, ...named[level]!.topics[place]! },
      routing: named[level]!.routing.byTopic[place]!,
    })),
  );
  await writeTopics(database, topics);
  await writeTerms(database, topics);
  await writeWords(database, papers, levels, settings.termsPerTopic);
  const evidence = await writeEvidence(database, topics, papers, settings.evidencePerTopic);
  const provisional = topics.filter(({ quality }) => quality?.verdict !== "firm").length;
  return {
    rowsIn: papers.length,
    rowsOut: topics.length,
    summary: `${topics.length} topics named${provisional > 0 ? `, ${provisional} of them provisionally` : ""}, ${evidence} sentences as evidence`,
    figures: { label_routing: named[0]?.routing.overall ?? 0, provisional_labels: provisional },
  };
}

/**
 * Returns the topics of each level, the finest first, by id, and for each paper the place of its topic among them: that of the finest
 * level is its own, that of a broader one is above it; -1 where it has none.
 */
export function assignLevels(topicOfPaper: readonly (number | null)[], clusters: readonly ClusterRow[]): TopicLevel[] {
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const depths = [...new Set(clusters.map(({ level }) => level))].sort((a, b) => a - b);
  return depths.map((depth) => {
    const ids = clusters.filter(({ level }) => level === depth).map(({ id }) => id);
    const places = new Map(ids.map((id, place) => [id, place]));
    const labels = topicOfPaper.map((topic) => {
      let cluster = topic === null ? undefined : byId.get(topic);
      while (cluster && cluster.level < depth) cluster = cluster.parent === null ? undefined : byId.get(cluster.parent);
      return cluster ? (places.get(cluster.id) ?? -1) : -1;
    });
    return { ids, labels: Int32Array.from(labels), k: ids.length };
  });
}

async function readPreviousLabels({ database, previousTable }: Context): Promise<Map<number, LabelText>> {
  const table = await previousTable("topics");
  if (!table) return new Map();
  const rows = await database.query<LabelText & { id: number }>(
    `SELECT topic_id AS id, label, short_label AS short FROM ${table}`,
  );
  return new Map(rows.map(({ id, label, short }) => [id, { label, short }]));
}

async function writeTopics(database: Database, topics: readonly LabelledTopic[]): Promise<void> {
  for (const { id, label, short, quality, routing } of topics) {
    await database.execute(
      `INSERT INTO topics
       SELECT topic_id, parent_id, level, $2, size, cohesion, stability, nearest_topic_id, nearest_similarity,
         $3, $4, $5, $6, $7, $8, $9
       FROM clusters WHERE topic_id = $1`,
      [
        ...[id, label, short, quality?.coverage ?? null, quality?.precision ?? null, quality?.f1 ?? null],
        ...[quality?.contrast ?? null, quality?.verdict ?? "provisional", quality && routing],
      ],
    );
  }
}

async function writeTerms(database: Database, topics: readonly LabelledTopic[]): Promise<void> {
  const rows = topics.flatMap(({ id, terms }) => terms.map((term, index) => ({ id, rank: index + 1, ...term })));
  await database.append("topic_terms", {
    topic_id: rows.map(({ id }) => id),
    rank: rows.map(({ rank }) => rank),
    term: rows.map(({ candidate }) => candidate.phrase.surface),
    score: rows.map(({ score }) => score),
    ctfidf: rows.map(({ candidate }) => candidate.ctfidf),
    cosine: rows.map(({ candidate }) => candidate.cosine),
    contrast: rows.map(({ candidate }) => candidate.contrast),
    documents_inside: rows.map(({ candidate }) => candidate.inside),
    documents_outside: rows.map(({ candidate }) => candidate.outside),
  });
}

async function writeWords(
  database: Database,
  papers: readonly LabelledPaper[],
  levels: readonly TopicLevel[],
  limit: number,
): Promise<void> {
  const { words } = countContentWords(
    papers.map(({ text }) => text),
    LEAST_DOCUMENTS_OF_A_WORD,
  );
  const rows = levels.flatMap(({ ids, labels, k }) => {
    const places = labels.map((place) => (place === -1 ? k : place));
    return chooseTopicWords(words, places, k, limit).flatMap((chosen, place) =>
      chosen.map((found, index) => ({ id: ids[place]!, rank: index + 1, ...found })),
    );
  });
  await database.append("topic_words", {
    topic_id: rows.map(({ id }) => id),
    rank: rows.map(({ rank }) => rank),
    word: rows.map(({ word }) => word.surface),
    score: rows.map(({ score }) => score),
    documents_inside: rows.map(({ inside }) => inside),
    documents_outside: rows.map(({ inside, word }) => word.documents.length - inside),
  });
}

async function writeEvidence(
  database: Database,
  topics: readonly LabelledTopic[],
  papers: readonly LabelledPaper[],
  limit: number,
): Promise<number> {
  const texts = papers.map(({ text }) => text);
  const rows = topics.flatMap(({ id, place, labels, phrases }) => {
    const members = [...papers.keys()]
      .filter((row) => labels[row] === place)
      .sort((a, b) => papers[b]!.similarity - papers[a]!.similarity || a - b);
    const named = phrases.map(({ phrase }) => phrase);
    return findEvidence(texts, members, named, limit).map((evidence, index) => ({ id, rank: index + 1, ...evidence }));
  });
  await database.append("label_evidence", {
    topic_id: rows.map(({ id }) => id),
    rank: rows.map(({ rank }) => rank),
    paper_id: rows.map(({ row }) => papers[row]!.id),
    term: rows.map(({ term }) => term),
    start_offset: rows.map(({ sentence }) => sentence.start),
    end_offset: rows.map(({ sentence }) => sentence.end),
    sentence: rows.map(({ sentence }) => sentence.text),
  });
  return rows.length;
}
