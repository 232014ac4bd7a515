/**
 * Queries of a page that has its long texts beside it. Each can be run on atlas.duckdb as it stands here. Papers are numbered by topic, in each the most
 * typical first: what is read together stands together.
 */
const NUMBERED = `
WITH numbered AS (
  SELECT paper_id, (row_number() OVER (ORDER BY topic_id NULLS LAST, similarity DESC NULLS LAST, paper_id) - 1)::INTEGER AS row
  FROM positions JOIN papers USING (paper_id) JOIN topic_papers USING (paper_id)
)`;

/** Papers that are on the map, without their long texts. */
export const LARGE_PAPERS = `${NUMBERED}
SELECT paper_id, clean_title AS title, x::DOUBLE AS x, y::DOUBLE AS y, topic_id, probability, second_topic_id, margin, similarity, role, fitted, upvote_ratio,
  arxiv_id, coalesce(urls, []) AS urls, language
FROM numbered JOIN positions USING (paper_id) JOIN papers USING (paper_id) JOIN topic_papers USING (paper_id) LEFT JOIN paper_upvotes USING (paper_id)
ORDER BY row`;

/** Where the papers stood, and when, or when they were published; days since 1970-01-01. */
export const LARGE_APPEARANCES = `${NUMBERED}
SELECT row, source, (if(basis = 'published', day, listed_date) - DATE '1970-01-01')::INTEGER AS day, rank, upvotes, comments, arxiv_version
FROM appearances JOIN numbered USING (paper_id) LEFT JOIN paper_days USING (paper_id) ORDER BY row, source, position`;

/** The long texts of the papers, and what their sources say beside them. */
export const LARGE_TEXTS = `${NUMBERED}
SELECT clean_title AS title, clean_abstract AS abstract, text, authors, published, venue, categories, keywords, doi, paper_url, code_url, project_url,
  language, author_comment
FROM numbered JOIN papers USING (paper_id) ORDER BY row`;

/** Terms that tie papers to their topics, the best first; offsets in code points of papers.text. */
export const LARGE_TERMS = `${NUMBERED}
SELECT row, term, weight, start_offset, end_offset FROM paper_terms JOIN numbered USING (paper_id) ORDER BY row, rank`;

/** Sentences that tie papers to their topics, the best first. */
export const LARGE_SENTENCES = `${NUMBERED}
SELECT row, start_offset, end_offset, weight AS score FROM paper_sentences JOIN numbered USING (paper_id) ORDER BY row, rank`;

/** The ten nearest papers of each. */
export const LARGE_NEAREST = `${NUMBERED}
SELECT numbered.row, near.row AS neighbor, similarity
FROM neighbors JOIN numbered USING (paper_id) JOIN numbered AS near ON near.paper_id = neighbor_id
WHERE rank <= 10 ORDER BY numbered.row, rank`;
