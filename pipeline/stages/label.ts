import { computeUnitCentroids } from "../algorithms/centroids.ts";
import { chooseLabels, type ScoredCandidate, scoreCandidates } from "../algorithms/choose-labels.ts";
import { findEvidence } from "../algorithms/label-evidence.ts";
import { compareWithTopics, type LabelCandidate } from "../algorithms/phrase-likeness.ts";
import { type Candidate, dropNested, findCandidates } from "../algorithms/topic-candidates.ts";
import { centerColumns, normalizeRows, type Vectors } from "../algorithms/vectors.ts";
import type { Config } from "../config.ts";
import type { Database } from "../database.ts";
import { hashModelInput } from "../model-files.ts";
import { embedPhrases } from "../phrase-cache.ts";
import type { Stage, StageContext, StageResult } from "../stage.ts";
import { extractPhrases, findCorpusStopWords, type Phrase } from "../text/phrases.ts";

/** A paper with its topic (from 0) and how typical it is of it. */
export type LabelledPaper = { id: string; title: string; text: string; topic: number; similarity: number };

/** What names a topic: its label, its terms (the best heading first), and the phrases the label is made of. */
export type NamedTopic = { label: string; terms: ScoredCandidate[]; phrases: Phrase[] };

/** Returns a row for each phrase, in order. */
export type EmbedPhrases = (phrases: readonly Phrase[]) => Promise<Vectors>;

type NamingOptions = Pick<Config, "maxTermWords" | "maxWordShare" | "maxTopicShare" | "weighedTerms" | "termsPerTopic">;

/**
 * Names each of k topics by phrases of its own papers, whose sentence vectors are `vectors`. No two labels are equal: a topic whose
 * phrases are spent, or that has none, is named by the title of its most typical paper.
 */
export async function nameTopics(
  papers: readonly LabelledPaper[],
  vectors: Vectors,
  k: number,
  options: NamingOptions,
  embedPhrases: EmbedPhrases,
): Promise<NamedTopic[]> {
  const labels = Int32Array.from(papers, ({ topic }) => topic);
  const candidates = gatherCandidates(papers, labels, k, options).map((own) =>
    dropNested(own.slice(0, options.weighedTerms)),
  );
  const phrases = [...new Map(candidates.flat().map(({ phrase }) => [phrase.key, phrase])).values()].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );
  const centroids = computeUnitCentroids(normalizeRows(centerColumns(vectors)), labels, k);
  const keys = phrases.map(({ key }) => key);
  const compared = await compareWithTopics(candidates, keys, await embedPhrases(phrases), centroids);
  const scored = compared.map(scoreCandidates);
  const chosen = chooseLabels(scored, labels);
  const taken = new Set<string>();
  return scored.map((own, topic) => {
    const label = writeLabel(chosen[topic]!, papers, topic, taken);
    taken.add(label);
    return { label, terms: own.slice(0, options.termsPerTopic), phrases: chosen[topic]!.map(({ phrase }) => phrase) };
  });
}

function gatherCandidates(
  papers: readonly LabelledPaper[],
  labels: Int32Array,
  k: number,
  options: NamingOptions,
): Candidate[][] {
  const { maxTermWords: maxWords, maxTopicShare } = options;
  const texts = papers.map(({ text }) => text);
  const stopWords = findCorpusStopWords(texts, options.maxWordShare);
  const minDocuments = papers.length < MANY_PAPERS ? 2 : 4;
  const phrases = extractPhrases(texts, { maxWords, minDocuments, stopWords });
  const titles = extractPhrases(
    papers.map(({ title }) => title),
    { maxWords, minDocuments: 1, stopWords },
  );
  const inTitles = new Map(titles.map(({ key, documents }) => [key, new Set(documents)]));
  return findCandidates(phrases, inTitles, labels, { k, maxTopicShare });
}

function writeLabel(
  chosen: readonly LabelCandidate[],
  papers: readonly LabelledPaper[],
  topic: number,
  taken: ReadonlySet<string>,
): string {
  const label = capitalize(chosen.map(({ phrase }) => phrase.surface).join(", "));
  if (label !== "" && !taken.has(label)) return label;
  const members = papers
    .filter((paper) => paper.topic === topic)
    .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1));
  const title = members[0]?.title ?? "Empty topic";
  return taken.has(title) ? `${title} (${topic + 1})` : title;
}

function capitalize(label: string): string {
  return /^\p{Ll}+(?![\p{Lu}])/u.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}

const MANY_PAPERS = 1000;

/** Names the topics and stores the terms and sentences that the names stand on. */
export const labelStage: Stage = {
  name: "label",
  module: import.meta.url,
  reads: ["papers", "paper_vectors", "clusters", "topic_papers"],
  writes: ["phrase_vectors", "topics", "topic_terms", "label_evidence"],
  settings: [
    ...(["model", "dtype", "maxTermWords", "maxWordShare", "maxTopicShare", "weighedTerms"] as const),
    ...(["termsPerTopic", "evidencePerTopic"] as const),
  ],
  files: hashModelInput,
  run,
};

async function run(context: StageContext): Promise<StageResult> {
  const { database, config } = context;
  const papers = await database.query<LabelledPaper>(
    `SELECT paper_id AS id, clean_title AS title, text, numbered.topic, similarity
     FROM papers JOIN topic_papers USING (paper_id)
     JOIN (SELECT topic_id, row_number() OVER (ORDER BY topic_id)::INTEGER - 1 AS topic FROM clusters WHERE level = 0) AS numbered
       USING (topic_id)
     ORDER BY paper_id`,
  );
  const { vectors } = await database.queryVectors(
    "SELECT paper_id, vector FROM paper_vectors JOIN topic_papers USING (paper_id) WHERE topic_id IS NOT NULL ORDER BY paper_id",
  );
  const clusters = await database.query<{ topic_id: number }>(
    "SELECT topic_id FROM clusters WHERE level = 0 ORDER BY topic_id",
  );
  const ids = clusters.map(({ topic_id }) => topic_id);
  const k = ids.length;
  const topics = await nameTopics(papers, vectors, k, config, (phrases) =>
    embedPhrases(phrases, vectors.dimensions, context),
  );
  await writeTopics(database, topics, ids);
  await writeBroaderTopics(database);
  await writeTerms(database, topics, ids);
  const evidence = await writeEvidence(database, topics, ids, papers, config.evidencePerTopic);
  return {
    rowsIn: papers.length,
    rowsOut: k,
    summary: `${k} topics named, ${evidence} sentences as evidence`,
  };
}

async function writeTopics(database: Database, topics: readonly NamedTopic[], ids: readonly number[]): Promise<void> {
  for (const [topic, { label }] of topics.entries()) {
    await database.execute(
      `INSERT INTO topics
       SELECT topic_id, parent_id, level, $2, size, cohesion, stability, nearest_topic_id, nearest_similarity FROM clusters WHERE topic_id = $1`,
      [ids[topic]!, label],
    );
  }
}

/** Names each broader topic by the first phrases of its two largest parts. */
async function writeBroaderTopics(database: Database): Promise<void> {
  await database.execute(
    `INSERT INTO topics
     SELECT clusters.topic_id, clusters.parent_id, level, named.label, size, cohesion, stability, nearest_topic_id, nearest_similarity
     FROM clusters
     JOIN (
       SELECT parent_id AS topic_id, array_to_string(list(split_part(label, ', ', 1) ORDER BY size DESC, topic_id)[:2], ' · ') AS label
       FROM topics WHERE parent_id IS NOT NULL GROUP BY parent_id
     ) AS named USING (topic_id)
     ORDER BY topic_id`,
  );
}

async function writeTerms(database: Database, topics: readonly NamedTopic[], ids: readonly number[]): Promise<void> {
  const rows = topics.flatMap(({ terms }, topic) => terms.map((term, index) => ({ topic, rank: index + 1, term })));
  await database.append("topic_terms", {
    topic_id: rows.map(({ topic }) => ids[topic]!),
    rank: rows.map(({ rank }) => rank),
    term: rows.map(({ term }) => term.candidate.phrase.surface),
    score: rows.map(({ term }) => term.score),
    ctfidf: rows.map(({ term }) => term.candidate.ctfidf),
    cosine: rows.map(({ term }) => term.candidate.cosine),
    contrast: rows.map(({ term }) => term.candidate.contrast),
    documents_inside: rows.map(({ term }) => term.candidate.inside),
    documents_outside: rows.map(({ term }) => term.candidate.outside),
  });
}

async function writeEvidence(
  database: Database,
  topics: readonly NamedTopic[],
  ids: readonly number[],
  papers: readonly LabelledPaper[],
  limit: number,
): Promise<number> {
  const texts = papers.map(({ text }) => text);
  const rows = topics.flatMap(({ phrases }, topic) => {
    const members = [...papers.keys()]
      .filter((row) => papers[row]!.topic === topic)
      .sort((a, b) => papers[b]!.similarity - papers[a]!.similarity || a - b);
    return findEvidence(texts, members, phrases, limit).map((evidence, index) => ({
      topic,
      rank: index + 1,
      ...evidence,
    }));
  });
  await database.append("label_evidence", {
    topic_id: rows.map(({ topic }) => ids[topic]!),
    rank: rows.map(({ rank }) => rank),
    paper_id: rows.map(({ row }) => papers[row]!.id),
    term: rows.map(({ term }) => term),
    start_offset: rows.map(({ sentence }) => sentence.start),
    end_offset: rows.map(({ sentence }) => sentence.end),
    sentence: rows.map(({ sentence }) => sentence.text),
  });
  return rows.length;
}
