// Every number and word of the digest, as the query that gives it.

/** Days on which papers were listed, the first first. */
export const DAYS = `
SELECT strftime(listed_date, '%Y-%m-%d') AS day, count(DISTINCT paper_id)::INTEGER AS papers
FROM appearances WHERE listed_date IS NOT NULL GROUP BY listed_date ORDER BY listed_date`;

/** The last page by name, with the date that it writes, if it writes one. */
export const LAST_SOURCE = `
SELECT source, min(listed_text) AS listed_text, count(DISTINCT paper_id)::INTEGER AS papers
FROM appearances GROUP BY source ORDER BY source DESC LIMIT 1`;

/**
 * Papers listed from day $1 to day $2, or, where these are NULL, on page $3. `first_day` is when a paper was first listed anywhere,
 * `pages` on how many pages it stands in all.
 */
export const PAPERS = `
WITH listed AS (
  SELECT paper_id, min(rank) AS rank, min(position) AS position, max(upvotes) AS upvotes, max(comments) AS comments,
    strftime(max(listed_date), '%Y-%m-%d') AS day
  FROM appearances
  WHERE CASE WHEN $1::DATE IS NULL THEN source = $3 ELSE listed_date BETWEEN $1::DATE AND $2::DATE END
  GROUP BY paper_id
),
history AS (
  SELECT paper_id, strftime(min(listed_date), '%Y-%m-%d') AS first_day, count(DISTINCT source)::INTEGER AS pages
  FROM appearances GROUP BY paper_id
)
SELECT paper_id, clean_title AS title, clean_abstract AS abstract, list_links(paper_url, doi, papers.urls) AS urls, arxiv_id,
  coalesce(authors, []) AS authors, venue, code_url, project_url,
  topic_papers.topic_id, role, topics.label AS topic, topic_marks.color, topics.parent_id, broader.label AS parent, coalesce(terms, []) AS terms,
  listed.rank, listed.position, listed.upvotes, upvote_ratio, comments, day, first_day, pages
FROM listed
JOIN history USING (paper_id)
JOIN papers USING (paper_id)
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics ON topics.topic_id = topic_papers.topic_id
LEFT JOIN topics AS broader ON broader.topic_id = topics.parent_id
LEFT JOIN topic_marks ON topic_marks.topic_id = topics.topic_id
LEFT JOIN paper_upvotes USING (paper_id)
LEFT JOIN (SELECT paper_id, list(term ORDER BY paper_terms.rank) AS terms FROM paper_terms GROUP BY paper_id) USING (paper_id)
ORDER BY
  min(topics.topic_id) OVER (PARTITION BY coalesce(topics.parent_id, topics.topic_id)) NULLS LAST, topics.topic_id,
  listed.rank NULLS LAST, listed.upvotes DESC NULLS LAST, topic_papers.similarity DESC NULLS LAST, paper_id`;

/** Every paper on the map, with the short label and the colour of its topic. */
export const MAP_POINTS = `
SELECT paper_id, x, y, topic_papers.topic_id, coalesce(short_label, topics.label) AS name, color
FROM positions
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics ON topics.topic_id = topic_papers.topic_id
LEFT JOIN topic_marks ON topic_marks.topic_id = topics.topic_id
ORDER BY paper_id`;

/** Every topic, of any level, with its papers: those of a broader one are those of its parts. */
export const FOLLOWED_TOPICS = `
SELECT topic_id, topics.label, coalesce(short_label, topics.label) AS short_label, coalesce(label_phrases, []) AS phrases,
  coalesce(paper_ids, []) AS paper_ids
FROM topics
LEFT JOIN (
  SELECT topic_id, list(paper_id ORDER BY paper_id) AS paper_ids
  FROM (SELECT paper_id, unnest(path) AS topic_id FROM topic_papers JOIN topic_tree USING (topic_id))
  GROUP BY topic_id
) AS held USING (topic_id)
ORDER BY topic_id`;

/** Topics that the last run bore. */
export const BORN_TOPICS = `
SELECT topic_id, label, papers FROM topic_events WHERE event = 'born' AND level = 0 ORDER BY papers DESC, topic_id`;

/** Topics and phrases that are new or rise, topics and what is new first; of phrases that say the same, one. */
export const TRENDS = `
FROM (
  SELECT trend, NULL::VARCHAR AS phrase, topic_id, topic_label AS label, strftime(since, '%Y-%m-%d') AS since, new_papers, new_share, earlier_share
  FROM topic_trends WHERE level = 0 AND trend IN ('new', 'rising')
  UNION ALL
  SELECT trend, phrase, topic_id, topics.label, strftime(since, '%Y-%m-%d'), new_papers, new_share, earlier_share
  FROM phrase_trends LEFT JOIN topics USING (topic_id) WHERE trend IS NOT NULL AND told_with IS NULL
)
ORDER BY phrase IS NOT NULL, trend, new_share - earlier_share DESC, topic_id, phrase`;

/** When the papers that are there now were first read: the start of the first run that found just these, UTC. */
export const READ_AT = `
SELECT strftime(min(started_at), '%Y-%m-%dT%H:%M:%SZ') AS read_at
FROM runs JOIN stage_runs USING (run_id)
WHERE stage = 'dedupe' AND output_hash = (SELECT output_hash FROM stage_runs WHERE stage = 'dedupe' ORDER BY run_id DESC LIMIT 1)`;

/** Folders that the pages came from. */
export const FOLDERS = `
SELECT DISTINCT regexp_replace(source, '/[^/]*$', '') AS folder FROM appearances ORDER BY folder`;
