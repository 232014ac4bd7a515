/** Each query of the page can be run on atlas.duckdb as it stands here. Papers that are on the map, in the order in which the page numbers them. */
export const ATLAS_PAPERS = `
SELECT paper_id, clean_title AS title, clean_abstract AS abstract, text, x, y, topic_id, probability, second_topic_id, margin, similarity, role, fitted, upvote_ratio,
  arxiv_id, coalesce(urls, []) AS urls, authors, published, venue, categories, keywords, doi, paper_url, code_url, project_url, language,
  author_comment
FROM positions JOIN papers USING (paper_id) JOIN topic_papers USING (paper_id) LEFT JOIN paper_upvotes USING (paper_id)
ORDER BY paper_id`;

/** How many papers are on the map. */
export const COUNT_MAPPED = `
SELECT count(*)::INTEGER AS papers FROM positions JOIN papers USING (paper_id) JOIN topic_papers USING (paper_id)`;

/** Where the papers stood, and when, or when they were published where no file gives a day of listing; days since 1970-01-01. */
export const ATLAS_APPEARANCES = `
SELECT paper_id, source, (if(basis = 'published', day, listed_date) - DATE '1970-01-01')::INTEGER AS day, rank, upvotes, comments, arxiv_version
FROM appearances JOIN positions USING (paper_id) LEFT JOIN paper_days USING (paper_id) ORDER BY paper_id, source, position`;

/** What the days are. */
export const ATLAS_DATES = `
SELECT basis, precision FROM date_basis`;

/** What the topics do lately, where something came before. */
export const ATLAS_TRENDS = `
SELECT topic_id, trend, (since - DATE '1970-01-01')::INTEGER AS since, (change_point - DATE '1970-01-01')::INTEGER AS change_point, new_papers, earlier_papers,
  new_share, earlier_share, change_low, change_high
FROM topic_trends WHERE since IS NOT NULL ORDER BY topic_id`;

/** Phrases that are new or rise, each told once, the surest first. */
export const ATLAS_PHRASES = `
SELECT phrase, trend, (since - DATE '1970-01-01')::INTEGER AS since, new_papers, earlier_papers, topic_id
FROM phrase_trends WHERE trend IS NOT NULL AND told_with IS NULL ORDER BY p_value, phrase_key`;

/** Topics of every level, with their marks where they have one. */
export const ATLAS_TOPICS = `
SELECT topics.*, color, anchor_x, anchor_y FROM topics LEFT JOIN topic_marks USING (topic_id) ORDER BY topic_id`;

/** Terms of the topics, the best first. */
export const ATLAS_TERMS = `
SELECT topic_id, term, score, documents_inside, documents_outside FROM topic_terms ORDER BY topic_id, rank`;

/** Single words of the topics, the best first. */
export const ATLAS_WORDS = `
SELECT topic_id, word FROM topic_words ORDER BY topic_id, rank`;

/** Sentences that the labels stand on. */
export const ATLAS_EVIDENCE = `
SELECT topic_id, paper_id, term, sentence FROM label_evidence JOIN positions USING (paper_id) ORDER BY topic_id, rank`;

/** The ten nearest papers of each. */
export const ATLAS_NEAREST = `
SELECT paper_id, neighbor_id, similarity FROM neighbors
WHERE rank <= 10 AND neighbor_id IN (SELECT paper_id FROM positions) ORDER BY paper_id, rank`;

/** Terms that tie papers to their topics, the best first; offsets in code points of papers.text. */
export const ATLAS_PAPER_TERMS = `
SELECT paper_id, term, weight, start_offset, end_offset FROM paper_terms JOIN positions USING (paper_id) ORDER BY paper_id, rank`;

/** Sentences that tie papers to their topics, the best first. */
export const ATLAS_PAPER_SENTENCES = `
SELECT paper_id, start_offset, end_offset, weight AS score FROM paper_sentences JOIN positions USING (paper_id) ORDER BY paper_id, rank`;

/** How far the map can be trusted. */
export const ATLAS_QUALITY = `
SELECT any_value(value) FILTER (name = 'trustworthiness') AS trustworthiness,
  (any_value(value) FILTER (name = 'trustworthiness_neighbors'))::INTEGER AS neighbors
FROM stage_figures WHERE stage = 'project' HAVING count(*) > 0`;
