// Every number and word of the report, as the query that gives it. Each can be run on atlas.duckdb as it stands here.
import { writeDrawn } from "../charts/topic-map-rows.ts";

/** What went in and what came of it, in numbers. */
export const TOTALS = `
SELECT (SELECT coalesce(sum(found), 0) FROM input_account)::INTEGER AS records,
  (SELECT count(*) FROM input_files WHERE status = 'read')::INTEGER AS files,
  (SELECT count(*) FROM papers)::INTEGER AS papers,
  (SELECT coalesce(sum(merged), 0) FROM input_account)::INTEGER AS repeats,
  (SELECT coalesce(sum(rejected), 0) FROM input_account)::INTEGER AS rejected,
  (SELECT count(*) FROM input_files WHERE status = 'left out')::INTEGER AS left_out,
  coalesce((SELECT value FROM stage_figures WHERE stage = 'dedupe' AND name = 'cut_texts'), 0)::INTEGER AS cut_texts,
  (SELECT count(*) FROM topics WHERE level = 0)::INTEGER AS topics,
  (SELECT count(*) FROM topics WHERE level > 0)::INTEGER AS broader,
  (SELECT count(*) FROM topic_papers WHERE role = 'edge')::INTEGER AS edges,
  (SELECT count(*) FROM topic_papers WHERE topic_id IS NULL)::INTEGER AS unassigned,
  (SELECT median(words) FROM papers)::INTEGER AS words,
  (SELECT value FROM stage_figures WHERE stage = 'space' AND name = 'mean_similarity') AS mean_similarity`;

/** The languages of the papers, that of most first. */
export const LANGUAGES = `
SELECT language, papers FROM languages ORDER BY rank`;

/** The levels of topics, the finest first: how many each has, how firm it is, and why. */
export const LEVELS = `
SELECT level, topics, level_stability AS stability, level_verdict AS verdict, reason FROM k_scan WHERE chosen ORDER BY level`;

/** How far the map can be trusted. */
export const MAP_QUALITY = `
SELECT any_value(value) FILTER (name = 'trustworthiness') AS trustworthiness,
  (any_value(value) FILTER (name = 'trustworthiness_neighbors'))::INTEGER AS neighbors
FROM stage_figures WHERE stage = 'project' HAVING count(*) > 0`;

/** Topics that papers are in, by id. */
export const TOPICS = `
SELECT topic_id, label, size, share, terms, cohesion, stability, mixed, nearest_label, nearest_similarity FROM topic_overview ORDER BY topic_id`;

/** Topics of all levels in reading order, those of one broader topic together. */
export const TREE = `
SELECT tree.topic_id, tree.level, tree.label, tree.size, tree.share, tree.children, tree.cohesion, tree.stability, len(tree.path)::INTEGER AS depth,
  nearest.label AS nearest_label
FROM topic_tree AS tree
JOIN topics USING (topic_id)
LEFT JOIN topics AS nearest ON nearest.topic_id = topics.nearest_topic_id
ORDER BY min(tree.topic_id) FILTER (tree.level = 0) OVER (PARTITION BY tree.path[1]), tree.path`;

/** What became of the topics of the run before. */
export const EVENTS = `
SELECT * EXCLUDE (run_id, previous_run_id) FROM topic_events ORDER BY level, topic_id NULLS LAST, previous_topic_id, event`;

/** Papers that were in a topic in the run before and are in one now, and those of them for which it is another; no row where there was no run before. */
export const LAST_MOVES = `
WITH compared AS (SELECT DISTINCT previous_run_id, run_id FROM topic_events),
before AS (SELECT unnest(papers) AS number, topic_id FROM run_members JOIN compared ON run_members.run_id = previous_run_id WHERE topic_id IS NOT NULL),
after AS (SELECT unnest(papers) AS number, topic_id FROM run_members JOIN compared USING (run_id) WHERE topic_id IS NOT NULL)
SELECT count(*)::INTEGER AS papers_in_both, count(*) FILTER (before.topic_id <> after.topic_id)::INTEGER AS moved
FROM before JOIN after USING (number) HAVING EXISTS (FROM compared)`;

/** Papers in no topic, the least probable first. */
export const UNASSIGNED = `
SELECT clean_title AS title, topics.label AS best, probability
FROM topic_papers JOIN papers USING (paper_id) LEFT JOIN topics ON topics.topic_id = second_topic_id
WHERE role = 'unassigned' ORDER BY probability, paper_id`;

/** How each label does as a query for the papers of its topic. */
export const LABELS = `
SELECT topic_id, level, label_verdict AS verdict, round(label_coverage * size)::INTEGER AS inside,
  round(label_coverage * size / nullif(label_precision, 0) - label_coverage * size)::INTEGER AS outside, size, routing, routing_with_terms,
  coalesce(mixed, false) AS mixed
FROM topics ORDER BY topic_id`;

/** Share of held-out papers that labels alone lead to their topic. */
export const LABEL_ROUTING =
  "SELECT value AS routing FROM stage_figures WHERE stage = 'label' AND name = 'label_routing'";

/** The three most typical papers of each topic, with their strongest terms. */
export const REPRESENTATIVES = `
SELECT topic_id, paper_id, clean_title AS title, list_links(paper_url, doi, urls) AS urls, arxiv_id, similarity, reasons
FROM topic_papers JOIN papers USING (paper_id)
LEFT JOIN (SELECT paper_id, list(term ORDER BY rank) AS reasons FROM paper_terms WHERE rank <= 3 GROUP BY paper_id) AS tied USING (paper_id)
WHERE topic_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY topic_id ORDER BY similarity DESC, paper_id) <= 3
ORDER BY topic_id, similarity DESC, paper_id`;

/** The two edge papers of each topic with the smallest margins. */
export const DOUBTFUL = `
SELECT topic_papers.topic_id, clean_title AS title, other.label AS second, margin
FROM topic_papers JOIN papers USING (paper_id) JOIN topics AS other ON other.topic_id = second_topic_id
WHERE role = 'edge'
QUALIFY row_number() OVER (PARTITION BY topic_papers.topic_id ORDER BY margin, paper_id) <= 2
ORDER BY topic_papers.topic_id, margin, paper_id`;

/** How far the sentences given as reasons lead papers to their topics. */
export const FAITHFULNESS = `
SELECT (any_value(value) FILTER (name = 'papers_judged'))::INTEGER AS papers,
  any_value(value) FILTER (name = 'sufficiency') AS sufficiency,
  any_value(value) FILTER (name = 'sufficiency_of_random') AS random_sufficiency,
  any_value(value) FILTER (name = 'comprehensiveness') AS comprehensiveness,
  any_value(value) FILTER (name = 'comprehensiveness_of_random') AS random_comprehensiveness
FROM stage_figures WHERE stage = 'explain' HAVING count(*) > 0`;

/** Three sentences that each label stands on. */
export const EVIDENCE = `
SELECT topic_id, term, sentence, clean_title AS title
FROM label_evidence JOIN papers USING (paper_id) WHERE rank <= 3 ORDER BY topic_id, rank`;

/**
 * A sentence of a paper for each topic that says in a few words what it is about: the first of its evidence that is short enough, one that
 * leans on a sentence before it only where there is no other.
 */
export const QUOTES = `
SELECT topic_id, sentence, clean_title AS title FROM label_evidence JOIN papers USING (paper_id)
WHERE length(sentence) BETWEEN 40 AND 240 AND NOT starts_with(lower(sentence), lower(clean_title))
QUALIFY row_number() OVER (PARTITION BY topic_id ORDER BY regexp_matches(sentence,
  '^(However|Moreover|Furthermore|Instead|Thus|Therefore|Hence|These|Those|They|It|Its|Such|Additionally|In addition|But|And|Also|Then|Finally|Yet|Here|To this end|As a result|For example)\\b'), rank) = 1
ORDER BY topic_id`;

/** What the latest days are, how many papers came on them and before; no row where no day is known. */
export const LATEST_DAYS = `
SELECT strftime(since, '%Y-%m-%d') AS since, strftime(until, '%Y-%m-%d') AS until, precision, basis,
  (SELECT count(*) FROM paper_days WHERE day >= since)::INTEGER AS papers, (SELECT count(*) FROM paper_days WHERE day < since)::INTEGER AS earlier_papers
FROM latest_days CROSS JOIN date_basis`;

/** Which topics are new, rise or fade lately; a broader one only where none of its parts does the same. */
export const TRENDS = `
SELECT topic_id, topic_label, strftime(since, '%Y-%m-%d') AS since, new_papers, new_share, earlier_share, change, change_low, change_high, trend
FROM topic_trends WHERE trend IS NOT NULL AND NOT EXISTS (
  FROM topic_trends AS part JOIN topic_tree ON topic_tree.topic_id = part.topic_id
  WHERE part.level < topic_trends.level AND list_contains(path, topic_trends.topic_id) AND (part.trend = 'fading') = (topic_trends.trend = 'fading')
) ORDER BY topic_id`;

/** Which phrases are new or rise lately, each told once, the surest first. */
export const PHRASE_TRENDS = `
SELECT phrase, strftime(since, '%Y-%m-%d') AS since, new_papers, earlier_papers, trend, topics.label AS topic_label
FROM phrase_trends LEFT JOIN topics USING (topic_id) WHERE trend IS NOT NULL AND told_with IS NULL ORDER BY p_value, phrase_key`;

/** Whether topics and map stand since an earlier run. */
export const FIT =
  "SELECT fit, decision, map_decision, reason, fitted_papers, placed_papers, unsettled_papers FROM fit";

/** How well the standing fit describes the papers that came since. */
export const DRIFT = "SELECT measure, at_fit, now, threshold, is_exceeded FROM drift ORDER BY measure";

/** The papers that came since the fit and fit no topic yet, the nearest to one first. */
export const UNSETTLED = `
SELECT clean_title AS title, label AS best, probability
FROM topic_papers JOIN papers USING (paper_id) LEFT JOIN topics ON topics.topic_id = second_topic_id
WHERE role = 'unsettled' ORDER BY probability DESC, paper_id`;

/** The shortest of day, week, month and year that the days are known to, and of which there are no more than 40; no row for a single day. */
export const PERIOD = `
SELECT CASE WHEN precision = 'day' AND days < 21 THEN 'day' WHEN precision = 'day' AND days < 270 THEN 'week'
  WHEN precision <> 'year' AND days < 1200 THEN 'month' ELSE 'year' END AS period
FROM date_basis CROSS JOIN (SELECT max(day) - min(day) AS days FROM paper_days) WHERE days > 0`;

/** All periods of that length, the first first. */
export const PERIOD_STARTS = `
SELECT DISTINCT strftime(date_trunc(period, day), '%Y-%m-%d') AS starts
FROM (${PERIOD}) CROSS JOIN (SELECT unnest(generate_series(min(day), max(day), INTERVAL 1 DAY)) AS day FROM paper_days) ORDER BY starts`;

/** The share of each topic of any level of the papers of each such period. */
export const SHARES_OVER_TIME = `
SELECT part_of AS topic_id, strftime(starts, '%Y-%m-%d') AS starts, sum(share) AS share
FROM topics_over_time((${PERIOD})) JOIN (SELECT topic_id, unnest(path) AS part_of FROM topic_tree) USING (topic_id)
GROUP BY ALL ORDER BY part_of, starts`;

/** Where each paper lies on the map, in the colour of its topic. */
export const MAP_POINTS = `
SELECT x, y, color FROM topic_map QUALIFY ${writeDrawn()} ORDER BY topic_id NULLS FIRST, paper_id`;

/** Where each topic's number stands on a small map: at its paper in the densest place. */
export const MAP_NUMBERS = `
SELECT topic_id, anchor_x AS x, anchor_y AS y FROM topic_marks JOIN topics USING (topic_id) WHERE level = 0 ORDER BY size DESC, topic_id`;

/** Each input file that was read or has records, what it was read as, and what became of its records. */
export const SOURCES = `
SELECT source, format, found, papers, merged, input_account.rejected
FROM input_account JOIN input_files USING (source) WHERE status = 'read' OR found > 0 ORDER BY source`;

/** How many records were merged by each kind, the most frequent first. */
export const MERGED =
  "SELECT kind, count(*)::INTEGER AS records FROM duplicates GROUP BY kind ORDER BY records DESC, kind";

/** The ten pairs nearest to the threshold that decides on them. */
export const PAIRS_IN_DOUBT = `
SELECT kind, score, merged, distinction, kept.clean_title AS kept, other.clean_title AS other
FROM judged_pairs JOIN duplicate_pairs USING (text_a, text_b)
JOIN records AS kept ON (kept.source, kept.position) = (source_a, position_a)
JOIN records AS other ON (other.source, other.position) = (source_b, position_b)
ORDER BY abs(margin), text_a, text_b LIMIT 10`;

/** What could not be used: records, and files (line 0); and what is to be known of files that were read. */
export const REJECTED = `
SELECT source, line, reason FROM rejected
UNION ALL SELECT source, 0, CASE status WHEN 'left out' THEN 'left out: ' ELSE '' END || note FROM input_files WHERE note IS NOT NULL
ORDER BY source, line`;

/** The ten edge papers with the smallest margins. */
export const UNSURE = `
SELECT clean_title AS title, mine.label AS topic, other.label AS second, probability
FROM topic_papers JOIN papers USING (paper_id)
JOIN topics AS mine USING (topic_id) JOIN topics AS other ON other.topic_id = second_topic_id
WHERE role = 'edge' ORDER BY margin, paper_id LIMIT 10`;

/** The charts, as they are drawn. */
export const CHARTS = "SELECT name, description, svg FROM charts ORDER BY position";
