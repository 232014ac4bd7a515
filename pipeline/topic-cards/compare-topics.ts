import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";
import { readLanguageRules } from "../stages/corpus-languages.ts";
import { roundFigure } from "../text/format-figure.ts";
import { type JudgedTerm, judgeTerms } from "./judge-terms.ts";

/** One of two topics that are compared. */
export type ComparedTopic = {
  topic_id: number;
  label: string;
  level: number;
  size: number;
  /** Papers that are compared: all, or of a topic that holds the other those which are not in it. */
  papers: number;
  /** Place of the other among the topics of its level, by nearness of centroids, from 1; null where the levels differ. */
  rank_of_other: number | null;
};

/** A term as judgeTerms returns it, with the topic whose it rather is; null where it is of both. */
export type ComparedTerm = Omit<JudgedTerm, "side"> & { rather_in: number | null };

/** A paper in one of two topics that has the other, or a part of it, as its second, with a tenth of the votes or more. Probabilities are shares of votes. */
export type PaperBetween = {
  paper_id: string;
  title: string;
  topic_id: number;
  topic_label: string;
  probability: number;
  second_topic_id: number;
  second_topic_label: string;
  second_probability: number;
  margin: number;
  /** edge: less than twice as probable as the second; else core. */
  role: string;
};

/** What parts two topics. */
export type TopicComparison = {
  topics: [ComparedTopic, ComparedTopic];
  /** Cosine of their centroids. */
  similarity: number | null;
  /** Other topics of their level; null where the levels differ. */
  other_topics: number | null;
  /** Whether one is part of the other. */
  nested: boolean;
  terms: ComparedTerm[];
  /** Papers between them, in all. */
  between: number;
  papers_between: PaperBetween[];
};

const TOPIC = "SELECT topic_id, label, level, size, path FROM topic_tree WHERE topic_id = $1";

const SIMILARITY = `
SELECT round(array_cosine_similarity(a.centroid, b.centroid)::DOUBLE, 4) AS similarity
FROM clusters AS a, clusters AS b WHERE a.topic_id = $1 AND b.topic_id = $2`;

const RANK = `
SELECT ranked.rank::INTEGER AS rank, ranked.others::INTEGER AS others FROM (
  SELECT clusters.topic_id, count(*) OVER () AS others,
    row_number() OVER (ORDER BY array_cosine_similarity(own.centroid, clusters.centroid) DESC, clusters.topic_id) AS rank
  FROM clusters AS own JOIN clusters ON clusters.level = own.level AND clusters.topic_id <> own.topic_id WHERE own.topic_id = $1
) AS ranked WHERE ranked.topic_id = $2`;

/** Topics that papers are in, by which of topics $1 and $2 they are part of; of the inner one where one holds the other. */
const SIDES = `
WITH sides AS (
  SELECT topic_id, label, CASE WHEN step_a > step_b THEN 0 ELSE 1 END AS side
  FROM (
    SELECT topic_id, label, coalesce(list_position(path, $1::INTEGER), 0) AS step_a, coalesce(list_position(path, $2::INTEGER), 0) AS step_b
    FROM topic_tree WHERE level = 0
  ) WHERE step_a <> step_b
)`;

const TEXTS = `${SIDES} SELECT side, text FROM papers JOIN topic_papers USING (paper_id) JOIN sides USING (topic_id) ORDER BY paper_id`;

const TERMS = "SELECT term FROM topic_terms WHERE topic_id = $1 ORDER BY rank";

const BETWEEN = `
SELECT *, count(*) OVER ()::INTEGER AS between FROM papers_between($1::INTEGER, $2::INTEGER) ORDER BY margin, paper_id LIMIT $3::INTEGER`;

type TopicRow = { topic_id: number; label: string; level: number; size: number; path: number[] };

/** Returns what distinguishes two topics of any level, and at most `limit` papers between them, the smallest margin first. Throws a UserError where they are one. */
export async function compareTopics(database: Database, a: number, b: number, limit: number): Promise<TopicComparison> {
  if (a === b) throw new UserError(`compare: topic ${a} twice: give two different topics.`);
  const first = await database.queryOne<TopicRow>(TOPIC, [a]);
  const second = await database.queryOne<TopicRow>(TOPIC, [b]);
  const nested = first.path.includes(b) || second.path.includes(a);
  const [near] = await database.query<{ similarity: number }>(SIMILARITY, [a, b]);
  const [rankOfB] = await database.query<{ rank: number; others: number }>(RANK, [a, b]);
  const [rankOfA] = await database.query<{ rank: number; others: number }>(RANK, [b, a]);
  const papers = await database.query<{ side: 0 | 1; text: string }>(TEXTS, [a, b]);
  const textsOf = (wanted: 0 | 1) => papers.filter(({ side }) => side === wanted).map(({ text }) => text);
  const texts = [textsOf(0), textsOf(1)] as const;
  const rules = await readLanguageRules(database, [...texts[0], ...texts[1]]);
  const readTerms = async (id: number) => (await database.query<{ term: string }>(TERMS, [id])).map(({ term }) => term);
  const terms = judgeTerms([...(await readTerms(a)), ...(await readTerms(b))], texts, rules);
  const rows = await database.query<PaperBetween & { between: number }>(BETWEEN, [a, b, limit]);
  return {
    topics: [describe(first, texts[0].length, rankOfB?.rank), describe(second, texts[1].length, rankOfA?.rank)],
    similarity: near === undefined ? null : roundFigure(near.similarity, 4),
    other_topics: rankOfB?.others ?? null,
    nested,
    terms: terms.map(({ side, ...term }) => ({ ...term, rather_in: side === null ? null : [a, b][side]! })),
    between: rows[0]?.between ?? 0,
    papers_between: rows.map(({ between: _, ...paper }) => paper),
  };
}

function describe({ topic_id, label, level, size }: TopicRow, papers: number, rank: number | undefined): ComparedTopic {
  return { topic_id, label, level, size, papers, rank_of_other: rank ?? null };
}
