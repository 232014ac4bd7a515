/** Every number and word of the report, as the query that gives it. Each can be run on atlas.duckdb as it stands here. */

export const TOTALS = `
SELECT ((SELECT count(*) FROM records) + (SELECT count(*) FROM rejected WHERE line > 0))::INTEGER AS records,
  (SELECT count(DISTINCT source) FROM records)::INTEGER AS files,
  (SELECT count(*) FROM papers)::INTEGER AS papers,
  (SELECT count(*) FROM duplicates)::INTEGER AS repeats,
  (SELECT count(*) FROM rejected WHERE line > 0)::INTEGER AS rejected,
  (SELECT count(*) FROM rejected WHERE line = 0)::INTEGER AS left_out,
  (SELECT count(*) FROM topics)::INTEGER AS topics,
  (SELECT count(*) FROM topic_papers WHERE role = 'edge')::INTEGER AS edges,
  (SELECT median(words) FROM papers)::INTEGER AS words`;

export const CHOICE = "SELECT k, reason FROM k_scan WHERE chosen";

export const TRUSTWORTHINESS = `
SELECT metrics['trustworthiness'] AS trustworthiness, metrics['trustworthiness_neighbors']::INTEGER AS neighbors
FROM stage_runs WHERE stage = 'project' ORDER BY run_id DESC LIMIT 1`;

export const TOPICS = `
SELECT topic_id, label, size, share, terms, cohesion, stability, nearest_label, nearest_similarity FROM topic_overview ORDER BY topic_id`;

export const REPRESENTATIVES = `
SELECT topic_id, paper_id, clean_title AS title, urls, arxiv_id, similarity
FROM topic_papers JOIN papers USING (paper_id)
QUALIFY row_number() OVER (PARTITION BY topic_id ORDER BY similarity DESC, paper_id) <= 3
ORDER BY topic_id, similarity DESC, paper_id`;

export const EVIDENCE = `
SELECT topic_id, term, sentence, clean_title AS title
FROM label_evidence JOIN papers USING (paper_id) WHERE rank <= 3 ORDER BY topic_id, rank`;

export const SOURCES = `
SELECT source, (count(*) + set_aside)::INTEGER AS records,
  count(*) FILTER ((source, position) IN (SELECT (merged_source, merged_position) FROM duplicates))::INTEGER AS repeats,
  set_aside::INTEGER AS rejected
FROM appearances, LATERAL (SELECT count(*) AS set_aside FROM rejected WHERE rejected.source = appearances.source AND line > 0)
GROUP BY source, set_aside ORDER BY source`;

export const REJECTED = "SELECT source, line, reason FROM rejected ORDER BY source, line";

export const UNSURE = `
SELECT clean_title AS title, mine.label AS topic, other.label AS second, probability
FROM topic_papers JOIN papers USING (paper_id)
JOIN topics AS mine USING (topic_id) JOIN topics AS other ON other.topic_id = second_topic_id
WHERE role = 'edge' ORDER BY margin, paper_id LIMIT 10`;

export const CHARTS = "SELECT name, description, reason, svg FROM charts ORDER BY position";
