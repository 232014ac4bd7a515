import type { Database } from "../database/database.ts";
import type { TopicEvent } from "../lineage/traced-run.ts";
import type { Periods } from "./count-over-time.ts";
import { type ListedTopic, readTopicList } from "./read-topic-list.ts";

/** A term of a topic, with the papers of the topic and the other papers that contain it. */
export type CardTerm = {
  rank: number;
  term: string;
  score: number | null;
  documents_inside: number | null;
  documents_outside: number | null;
};

/** A sentence that a label stands on, and the paper it is of. */
export type EvidenceSentence = { rank: number; paper_id: string; title: string; term: string; sentence: string };

/** A paper of a topic. */
export type TopicPaper = {
  paper_id: string;
  title: string;
  probability: number | null;
  similarity: number | null;
  role: string;
};

/** A topic of the same level; `similarity` is the cosine of the two centroids. */
export type NearTopic = { topic_id: number; label: string; size: number; similarity: number };

/** All that the file knows of a topic; keys as its tables and views have them. */
export type TopicCard = ListedTopic & {
  short_label: string | null;
  label_verdict: "fits" | "provisional" | null;
  label_coverage: number | null;
  label_precision: number | null;
  routing: number | null;
  routing_with_terms: number | null;
  parts: { topic_id: number; label: string; size: number }[];
  periods: Periods | null;
  terms: CardTerm[];
  evidence: EvidenceSentence[];
  papers: TopicPaper[];
  nearest: NearTopic[];
  /** What became of it since the run before; empty after a first run. */
  events: TopicEvent[];
};

const LABEL = `
SELECT short_label, label_verdict, round(label_coverage, 4) AS label_coverage, round(label_precision, 4) AS label_precision,
  round(routing, 4) AS routing, round(routing_with_terms, 4) AS routing_with_terms
FROM topics WHERE topic_id = $1`;

const PARTS = "SELECT topic_id, label, size FROM topics WHERE parent_id = $1 ORDER BY topic_id";

const TERMS = `
SELECT rank, term, round(score, 4) AS score, documents_inside, documents_outside FROM topic_terms WHERE topic_id = $1 ORDER BY rank`;

const EVIDENCE = `
SELECT rank, paper_id, clean_title AS title, term, sentence
FROM label_evidence JOIN papers USING (paper_id) WHERE topic_id = $1 ORDER BY rank LIMIT $2::INTEGER`;

const PAPERS = `
SELECT paper_id, clean_title AS title, listed.probability, listed.similarity, listed.role
FROM papers_in_topic($1) AS listed JOIN papers USING (paper_id) ORDER BY listed.similarity DESC, paper_id LIMIT $2::INTEGER`;

const NEAREST = `
SELECT topics.topic_id, topics.label, topics.size, round(array_cosine_similarity(own.centroid, clusters.centroid)::DOUBLE, 4) AS similarity
FROM clusters AS own JOIN clusters ON clusters.level = own.level AND clusters.topic_id <> own.topic_id
JOIN topics ON topics.topic_id = clusters.topic_id
WHERE own.topic_id = $1 ORDER BY similarity DESC, topics.topic_id LIMIT $2::INTEGER`;

const EVENTS = `
SELECT * EXCLUDE (run_id, previous_run_id) REPLACE (round(evidence, 4) AS evidence)
FROM topic_events WHERE topic_id = $1 OR previous_topic_id = $1 ORDER BY shared_papers DESC, topic_id, previous_topic_id, event`;

/** Most counts over time of a card. */
const MOST_PERIODS = 48;

/** Returns the card of the topic that has this id, with at most `limit` sentences, papers and near topics each. */
export async function readTopicCard(database: Database, topicId: number, limit: number): Promise<TopicCard> {
  const { topics, periods } = await readTopicList(database, MOST_PERIODS);
  const topic = topics.find(({ topic_id }) => topic_id === topicId);
  if (topic === undefined) throw new Error(`topic: ${topicId}: there is none`);
  type Label = Pick<
    TopicCard,
    "short_label" | "label_verdict" | "label_coverage" | "label_precision" | "routing" | "routing_with_terms"
  >;
  return {
    ...topic,
    ...(await database.queryOne<Label>(LABEL, [topicId])),
    parts: await database.query(PARTS, [topicId]),
    periods,
    terms: await database.query(TERMS, [topicId]),
    evidence: await database.query(EVIDENCE, [topicId, limit]),
    papers: await database.query(PAPERS, [topicId, limit]),
    nearest: await database.query(NEAREST, [topicId, limit]),
    events: await database.query(EVENTS, [topicId]),
  };
}
