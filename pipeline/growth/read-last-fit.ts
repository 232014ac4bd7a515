import type { Database } from "../database/database.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { Role } from "../topics/paper-role.ts";
import type { SpaceAxes } from "../topics/topic-space.ts";
import { type Fit, readFit } from "./fit-row.ts";
import { readAxes } from "./space-tables.ts";

/** Tables of the last run that tell what stands. */
export const STANDING_TABLES = [
  "fit",
  "drift",
  "placements",
  "born_topics",
  "paper_vectors",
  "space",
  "space_axes",
  "lexical_vectors",
  "clusters",
  "topic_papers",
  "topic_terms",
  "positions",
  "run_topics",
] as const;

/** Their qualified names. */
export type LastTables = Record<(typeof STANDING_TABLES)[number], string>;

/** A paper of the last run that is still there, with its text as it is now. */
export type StandingPaper = {
  paper_id: string;
  text: string;
  topic_id: number | null;
  probability: number;
  second_topic_id: number | null;
  margin: number;
  similarity: number;
  role: Role;
  fitted: boolean;
  x: number;
  y: number;
};

/** A topic of the last run. */
export type StandingTopic = { topic_id: number; parent_id: number | null; level: number };

/** What stands: row i of the vectors is that of `papers[i]`, in order of id. */
export type StandingFit = {
  fit: Fit;
  papers: StandingPaper[];
  smooth: Vectors;
  sharp: Vectors;
  /** Null where the space is the model's own. `lexicalIds` are the papers of its lexical vectors. */
  axes: (SpaceAxes & { ids: string[] }) | null;
  topics: StandingTopic[];
  /** Ids that any topic of an earlier run had. */
  usedIds: number[];
  /** Topics that were born since the fit. */
  bornIds: number[];
  /** Up to four terms of each topic of the finest level, those of its label first. */
  terms: { topic_id: number; term: string }[];
};

/** How the papers of a fit have changed since. */
export type FittedChanges = { fitted: number; gone: number; changedVectors: number; widths: [number, number] };

/** Returns the names of the tables of the last run; null where one is missing, or it made no fit. */
export async function findLastTables(
  previousTable: (table: (typeof STANDING_TABLES)[number]) => Promise<string | null>,
): Promise<LastTables | null> {
  const found: [string, string | null][] = [];
  for (const table of STANDING_TABLES) found.push([table, await previousTable(table)]);
  return found.every(([, name]) => name !== null) ? (Object.fromEntries(found) as LastTables) : null;
}

/** Counts the papers of the fit, those that are gone, and those whose vector is another, as far as vectors have one width. */
export async function countChanges(database: Database, last: LastTables): Promise<FittedChanges> {
  const { fitted, gone } = await database.queryOne<{ fitted: number; gone: number }>(
    `SELECT count(*)::INTEGER AS fitted, count(*) FILTER (papers.paper_id IS NULL)::INTEGER AS gone
     FROM ${last.topic_papers} LEFT JOIN papers USING (paper_id) WHERE fitted`,
  );
  const widths: number[] = [];
  for (const table of [last.paper_vectors, "paper_vectors"]) {
    const [row] = await database.query<{ width: number }>(`SELECT len(vector)::INTEGER AS width FROM ${table} LIMIT 1`);
    widths.push(row?.width ?? 0);
  }
  const isComparable = widths[0] === widths[1];
  const { changed } = isComparable
    ? await database.queryOne<{ changed: number }>(
        `SELECT count(*) FILTER (array_cosine_similarity(old.vector, now.vector) < ${SAME_VECTOR})::INTEGER AS changed
         FROM ${last.paper_vectors} AS old JOIN paper_vectors AS now USING (paper_id)
         JOIN ${last.topic_papers} USING (paper_id) WHERE fitted`,
      )
    : { changed: 0 };
  return { fitted, gone, changedVectors: changed, widths: [widths[0]!, widths[1]!] };
}

/** Cosine from which on two vectors are of one text by one model, whatever its weights. */
const SAME_VECTOR = 0.99;

/** Reads what stands of the last run, with those of its papers that are still there. */
export async function readStandingFit(database: Database, last: LastTables): Promise<StandingFit> {
  const papers = await database.query<StandingPaper>(
    `SELECT paper_id, text, topic_id, probability, second_topic_id, margin, similarity, role, fitted, x, y
     FROM ${last.topic_papers} JOIN ${last.positions} USING (paper_id) JOIN papers USING (paper_id) ORDER BY paper_id`,
  );
  const readVectors = async (column: string) => {
    const { vectors } = await database.queryVectors(
      `SELECT paper_id, ${column} FROM ${last.space} WHERE paper_id IN (SELECT paper_id FROM papers) ORDER BY paper_id`,
    );
    return vectors;
  };
  const born = await database.query<{ id: number }>(`SELECT topic_id AS id FROM ${last.born_topics} ORDER BY topic_id`);
  const used = await database.query<{ id: number }>(
    `SELECT topic_id AS id FROM ${last.run_topics} UNION SELECT topic_id FROM ${last.clusters} ORDER BY id`,
  );
  return {
    fit: (await readFit(database, last.fit))!,
    papers,
    smooth: await readVectors("vector"),
    sharp: await readVectors("sharp"),
    axes: await readAxes(database, { axes: last.space_axes, lexical: last.lexical_vectors }),
    topics: await database.query<StandingTopic>(
      `SELECT topic_id, parent_id, level FROM ${last.clusters} ORDER BY level, topic_id`,
    ),
    usedIds: used.map(({ id }) => id),
    bornIds: born.map(({ id }) => id),
    terms: await database.query<StandingFit["terms"][number]>(
      `SELECT topic_id, term FROM ${last.topic_terms} JOIN ${last.clusters} USING (topic_id)
       WHERE level = 0 AND rank <= ${SHOWN_TERMS} ORDER BY topic_id, rank`,
    ),
  };
}

/** Phrases of a label and the terms beside it, in all. */
const SHOWN_TERMS = 4;
