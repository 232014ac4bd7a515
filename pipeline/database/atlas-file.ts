import { describeError, UserError } from "../error.ts";
import type { Database, IdentifiedVectors, Parameter } from "./database.ts";
import { openAtlasDatabase } from "./open-atlas-database.ts";

/** A paper, and where it was put. */
export type Paper = {
  id: string;
  title: string;
  abstract: string;
  /** Addresses that stood in the abstract. */
  urls: string[];
  arxivId: string | null;
  /** Input files that it stood in. */
  sources: string[];
  /** Its topic, of level 0; null where the votes support none, or it fits nowhere yet. */
  topicId: number | null;
  topicLabel: string | null;
  /** Its topic's share of the votes, from 0 to 1. */
  probability: number;
  role: "core" | "edge" | "unassigned" | "unsettled";
  /** Place on the map. */
  x: number;
  y: number;
};

/** A topic with the finer topics that it is made of; those of level 0 have none and are what papers are in. */
export type Topic = {
  id: number;
  label: string;
  level: number;
  /** Papers in it. */
  size: number;
  /** Its papers as a share of all, from 0 to 1. */
  share: number;
  /** Mean cosine of its papers to its centroid. */
  cohesion: number;
  /** How well the papers of one half foretell which of the other half are in it: 1 is wholly, 0 by chance. */
  stability: number;
  /** Whether it is a shelf of papers that have little to do with each other. */
  mixed: boolean;
  /** Terms that set it apart, the best first. */
  terms: string[];
  parts: Topic[];
};

/** A paper near another. */
export type Neighbor = {
  id: string;
  title: string;
  /** Cosine of the two in the space that is clustered. */
  similarity: number;
  topicId: number | null;
  topicLabel: string | null;
};

const PAPERS = `
SELECT papers.paper_id AS id, papers.title, papers.abstract, urls, arxiv_id AS "arxivId", sources, placed.topic_id AS "topicId",
  topic_label AS "topicLabel", placed.probability, role, x, y
FROM papers JOIN topic_papers AS placed USING (paper_id) JOIN paper_overview USING (paper_id)
ORDER BY id`;

const TOPICS = `
SELECT topic_id AS id, label, level, size, share, cohesion, stability, mixed, parent_id AS "parentId",
  coalesce((SELECT list(term ORDER BY rank) FROM topic_terms WHERE topic_terms.topic_id = topic_tree.topic_id), []) AS terms
FROM topic_tree
ORDER BY min(topic_id) FILTER (level = 0) OVER (PARTITION BY path[1]), path`;

const NEIGHBORS = `
SELECT neighbors.paper_id AS "paperId", rank, neighbor_id AS id, papers.title, neighbors.similarity, topic_id AS "topicId", topics.label AS "topicLabel"
FROM neighbors
JOIN papers ON papers.paper_id = neighbor_id
LEFT JOIN topic_papers ON topic_papers.paper_id = neighbor_id
LEFT JOIN topics USING (topic_id)`;

const VECTORS = "SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id";

/**
 * Opens the result of a run to read: its output folder, or the atlas.duckdb in it.
 * Throws a UserError when it is not there, is no atlas, or was made by a version whose tables differ.
 */
export async function openAtlas(path: string): Promise<AtlasFile> {
  const database = await openAtlasDatabase(path);
  try {
    for (const sql of [PAPERS, TOPICS, NEIGHBORS, VECTORS]) await database.query(`EXPLAIN ${sql}`);
  } catch (error) {
    database.close();
    if (error instanceof UserError) throw error;
    const [reason] = describeError(error).split("\n");
    throw new UserError(`${path}: made by another version: ${reason}\nRun the pipeline on it again.`);
  }
  return new AtlasFile(database);
}

/** The result of a run, open to read. */
export class AtlasFile {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Returns every paper, in order of id. */
  readPapers(): Promise<Paper[]> {
    return this.#database.query<Paper>(PAPERS);
  }

  /** Returns the broadest topics, and in their `parts` the finer ones. Topics that are like no other stand among the broadest. */
  async readTopics(): Promise<Topic[]> {
    const rows = await this.#database.query<Omit<Topic, "parts"> & { parentId: number | null }>(TOPICS);
    const topics = new Map<number, Topic>();
    const broadest: Topic[] = [];
    for (const { parentId, ...row } of rows) {
      const topic = { ...row, parts: [] };
      topics.set(topic.id, topic);
      (parentId === null ? broadest : topics.get(parentId)!.parts).push(topic);
    }
    return broadest;
  }

  /** Returns the papers nearest to one, the nearest first: at most `count`, and no more than the run stored (20). */
  async readNeighbors(paperId: string, count = 10): Promise<Neighbor[]> {
    return this.#database.query<Neighbor>(
      `SELECT id, title, similarity, "topicId", "topicLabel" FROM (${NEIGHBORS}) WHERE "paperId" = $1 AND rank <= $2 ORDER BY rank`,
      [paperId, count],
    );
  }

  /** Returns the sentence vector of every paper, of unit length, in order of id: row i of `vectors.values` belongs to `ids[i]`. */
  readVectors(): Promise<IdentifiedVectors> {
    return this.#database.queryVectors(VECTORS);
  }

  /** Runs SQL and returns its rows; $1, $2 stand for parameters. BIGINT comes as bigint, DATE as Date. Nothing can be changed. */
  query<Row extends Record<string, unknown>>(sql: string, parameters: Parameter[] = []): Promise<Row[]> {
    return this.#database.query<Row>(sql, parameters);
  }

  close(): void {
    this.#database.close();
  }
}
