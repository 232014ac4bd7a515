import type { Database } from "../database/database.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { chooseLanguageRules } from "../text/languages/corpus-rules.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";

/** A topic of the finest level. */
export type AtlasTopic = { topic_id: number; label: string };

/** A paper of an atlas, with what it is recognized by. */
export type AtlasPaper = {
  paper_id: string;
  title: string;
  text: string;
  text_hash: string;
  arxiv_id: string | null;
  doi: string | null;
  topic_id: number | null;
};

/** What new papers are compared with: row i of `vectors` is that of `papers[i]`. */
export type Atlas = { papers: AtlasPaper[]; vectors: Vectors; topics: AtlasTopic[]; rules: LanguageRules };

/** Reads the papers of an open atlas in order of id, with their vectors, and its topics of the finest level. */
export async function readAtlas(database: Database): Promise<Atlas> {
  const { ids, vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const papers = await database.query<AtlasPaper>(
    `SELECT paper_id, clean_title AS title, text, text_hash, arxiv_id, doi, topic_id
     FROM papers LEFT JOIN topic_papers USING (paper_id) ORDER BY paper_id`,
  );
  if (papers.length !== ids.length) throw new Error(`vectors of ${papers.length} papers: ${ids.length}`);
  const topics = await database.query<AtlasTopic>(
    "SELECT topic_id, label FROM topics WHERE level = 0 ORDER BY topic_id",
  );
  const languages = await database.query<{ language: string }>(
    "SELECT language FROM languages WHERE is_used ORDER BY rank",
  );
  const rules = chooseLanguageRules(
    languages.map(({ language }) => language),
    papers.map(({ text }) => text),
  );
  return { papers, vectors, topics, rules };
}
