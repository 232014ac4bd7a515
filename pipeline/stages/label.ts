import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { readFit } from "../growth/fit-row.ts";
import { type KeptLabel, keepLabels } from "../labels/keep-labels.ts";
import { findEvidence } from "../labels/label-evidence.ts";
import { type EmbedPhrases, type LabelledPaper, type NamedTopic, nameLevels } from "../labels/name-levels.ts";
import { chooseTopicWords } from "../labels/topic-words.ts";
import { countContentWords } from "../text/content-words.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { assignLevels, type FoundTopic, type TopicLevel } from "../topics/assign-levels.ts";
import { readLanguageRules } from "./corpus-languages.ts";
import { embedPhrases } from "./embed-phrases.ts";

const SETTINGS = [
  "fields",
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
  reads: ["papers", "languages", "paper_vectors", "fit", "clusters", "topic_papers"],
  writes: ["phrase_vectors", "topics", "topic_terms", "topic_words", "label_evidence"],
  previous: PREVIOUS,
  caches: ["phrase_vectors"],
  settings: SETTINGS,
  usesEmbedder: ({ fields }) => fields.vectors === undefined,
  run,
});

const LEAST_DOCUMENTS_OF_A_WORD = 2;

/** A topic with what was found for it, and the rows of its papers, the most typical first. */
type LabelledTopic = NamedTopic & {
  id: number;
  members: number[];
  routing: number | null;
  routingWithTerms: number | null;
};

async function run(context: Context): Promise<StageResult> {
  const { database, settings } = context;
  const papers = await database.query<LabelledPaper & { topic: number | null }>(
    `SELECT paper_id AS id, clean_title AS title, text, topic_id AS topic, coalesce(similarity, 0) AS similarity
     FROM papers LEFT JOIN topic_papers USING (paper_id) ORDER BY paper_id`,
  );
  const { vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const clusters = await readClusters(database);
  const mixed = new Set(clusters.filter((cluster) => cluster.mixed).map(({ id }) => id));
  const idOfPaper = papers.map(({ topic }) => topic);
  const previous = await readPreviousLabels(context);
  const levels = assignLevels(idOfPaper, clusters).map((level) => ({
    ...level,
    previous: level.ids.map((id) => previous.get(id)?.spelled ?? []),
    kept: level.ids.map((id) => previous.get(id) ?? null),
    isMixed: level.ids.map((id) => mixed.has(id)),
  }));
  const texts = papers.map(({ text }) => text);
  const rules = await readLanguageRules(database, texts);
  const embed: EmbedPhrases | null =
    settings.fields.vectors === undefined ? (phrases) => embedPhrases(phrases, context) : null;
  const isStanding = (await readFit(database))?.decision === "standing";
  const named = await (isStanding ? keepLabels : nameLevels)(papers, vectors, levels, settings, embed, rules);
  const topics = levels.flatMap((level, index) =>
    level.ids.map((id, topic) => ({
      ...named[index]!.topics[topic]!,
      id,
      members: listMembers(papers, level, topic),
      routing: named[index]!.routing.label.byTopic[topic]!,
      routingWithTerms: named[index]!.routing.withTerms.byTopic[topic]!,
    })),
  );
  await writeTopics(database, topics);
  await writeTerms(database, topics);
  await writeWords(database, texts, levels, settings.termsPerTopic, rules);
  const evidence = await writeEvidence(database, topics, papers, settings.evidencePerTopic, rules);
  const provisional = topics.filter(({ quality }) => quality?.verdict !== "fits").length;
  return {
    rowsIn: papers.length,
    rowsOut: topics.length,
    summary: `${topics.length} topics named${provisional > 0 ? `, ${provisional} of them provisionally` : ""}, ${evidence} sentences as evidence`,
    figures: {
      label_routing: named[0]?.routing.label.overall ?? 0,
      label_routing_with_terms: named[0]?.routing.withTerms.overall ?? 0,
      provisional_labels: provisional,
    },
  };
}

type ClusterRow = { topic_id: number; parent_id: number | null; level: number; mixed: boolean };

async function readClusters(database: Database): Promise<(FoundTopic & { mixed: boolean })[]> {
  const rows = await database.query<ClusterRow>(
    "SELECT topic_id, parent_id, level, mixed FROM clusters ORDER BY topic_id",
  );
  return rows.map(({ topic_id, parent_id, level, mixed }) => ({ id: topic_id, parent: parent_id, level, mixed }));
}

/** Returns the labels of the last run's topics by id. */
async function readPreviousLabels({ database, previousTable }: Context): Promise<Map<number, KeptLabel>> {
  const table = await previousTable("topics");
  if (!table) return new Map();
  const rows = await database.query<KeptLabel & { id: number }>(
    `SELECT topic_id AS id, label, short_label AS short, coalesce(label_phrases, []) AS spelled, routing, routing_with_terms AS "withTerms"
     FROM ${table}`,
  );
  return new Map(rows.map(({ id, ...label }) => [id, label]));
}

function listMembers(papers: readonly LabelledPaper[], { topicOf }: TopicLevel, topic: number): number[] {
  return [...papers.keys()]
    .filter((row) => topicOf[row] === topic)
    .sort((a, b) => papers[b]!.similarity - papers[a]!.similarity || a - b);
}

async function writeTopics(database: Database, topics: readonly LabelledTopic[]): Promise<void> {
  const clusters = await database.query<{ topic_id: number; [column: string]: number | boolean | null }>(
    `SELECT topic_id, parent_id, level, size, cohesion, stability, nearest_topic_id, nearest_similarity, mixed
     FROM clusters ORDER BY level, topic_id`,
  );
  const found = new Map(clusters.map((cluster) => [cluster.topic_id, cluster]));
  const rows = topics.map(({ id, label, short, spelled, quality, routing, routingWithTerms }) => ({
    ...found.get(id)!,
    label,
    short_label: short,
    label_phrases: spelled,
    label_coverage: quality?.coverage ?? null,
    label_precision: quality?.precision ?? null,
    label_f1: quality?.f1 ?? null,
    label_contrast: quality?.contrast ?? null,
    label_verdict: quality?.verdict ?? "provisional",
    routing: quality && routing,
    routing_with_terms: quality && routingWithTerms,
  }));
  await database.append("topics", toColumns(rows));
}

async function writeTerms(database: Database, topics: readonly LabelledTopic[]): Promise<void> {
  const rows = topics.flatMap(({ id, terms }) =>
    terms.map(({ candidate, score }, index) => ({
      topic_id: id,
      rank: index + 1,
      term: candidate.phrase.surface,
      score,
      ctfidf: candidate.ctfidf,
      cosine: candidate.cosine,
      contrast: candidate.contrast,
      documents_inside: candidate.inside,
      documents_outside: candidate.outside,
    })),
  );
  await database.append("topic_terms", toColumns(rows));
}

async function writeWords(
  database: Database,
  texts: readonly string[],
  levels: readonly TopicLevel[],
  limit: number,
  rules: LanguageRules,
): Promise<void> {
  const { words } = countContentWords(texts, LEAST_DOCUMENTS_OF_A_WORD, rules);
  const rows = levels.flatMap(({ ids, topicOf, k }) =>
    chooseTopicWords(words, topicOf, k, limit).flatMap((chosen, topic) =>
      chosen.map(({ word, score, inside }, index) => ({
        topic_id: ids[topic]!,
        rank: index + 1,
        word: word.surface,
        score,
        documents_inside: inside,
        documents_outside: word.documents.length - inside,
      })),
    ),
  );
  await database.append("topic_words", toColumns(rows));
}

async function writeEvidence(
  database: Database,
  topics: readonly LabelledTopic[],
  papers: readonly LabelledPaper[],
  limit: number,
  rules: LanguageRules,
): Promise<number> {
  const rows = topics.flatMap(({ id, members, phrases }) =>
    findEvidence(
      papers,
      members,
      phrases.map(({ phrase }) => phrase),
      limit,
      rules,
    ).map(({ row, term, sentence }, index) => ({
      topic_id: id,
      rank: index + 1,
      paper_id: papers[row]!.id,
      term,
      start_offset: sentence.start,
      end_offset: sentence.end,
      sentence: sentence.text,
    })),
  );
  await database.append("label_evidence", toColumns(rows));
  return rows.length;
}
