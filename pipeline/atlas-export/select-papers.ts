import type { Database } from "../database/database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { UserError } from "../error.ts";
import { openPaperSearch } from "../paper-search/open-paper-search.ts";
import { NO_SEARCH_FILTERS } from "../paper-search/paper-search.ts";
import { findPaper } from "../papers/find-paper.ts";
import { findTopic } from "../topic-cards/find-topic.ts";

/** Which papers are meant; all where every part is null. */
export type Selection = {
  /** Id of a topic, or words of its label. */
  topic: string | null;
  query: string | null;
  /** Papers that a query finds at the most. */
  limit: number;
  /** Ids, arXiv ids, DOIs or words of titles. */
  papers: readonly string[] | null;
};

/** Ids of the papers that were meant, null for all; and what whoever asked should know. */
export type SelectedPapers = { ids: string[] | null; note: string | null };

/**
 * Returns the papers that were meant: of a query the best first, of a topic the most typical first, else as they were named. Throws a UserError
 * for a name that fits none or several.
 */
export async function selectPapers(
  database: Database,
  { topic, query, limit, papers }: Selection,
  source: EmbedderSource | null,
): Promise<SelectedPapers> {
  if (papers !== null && (topic !== null || query !== null))
    throw new UserError("--papers: goes with neither --topic nor --query: give one of them.");
  if (papers !== null) {
    const found: string[] = [];
    for (const name of papers) found.push((await findPaper(database, name)).paper_id);
    return { ids: [...new Set(found)], note: null };
  }
  const topicId = topic === null ? null : (await findTopic(database, topic)).topic_id;
  if (query === null) return { ids: topicId === null ? null : await listTopic(database, topicId), note: null };
  const search = await openPaperSearch(database, source);
  try {
    const filters = { ...NO_SEARCH_FILTERS, topics: topicId === null ? [] : [topicId] };
    const { hits, note } = await search.find(query, filters, limit);
    return { ids: hits.map(({ paper_id }) => paper_id), note };
  } finally {
    await search.close();
  }
}

async function listTopic(database: Database, topicId: number): Promise<string[]> {
  const rows = await database.query<{ paper_id: string }>("SELECT paper_id FROM papers_in_topic($1)", [topicId]);
  return rows.map(({ paper_id }) => paper_id);
}
