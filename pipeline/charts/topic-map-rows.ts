/** A paper on the map a row, with its topic, NULL for none, and how surely it belongs there. */
export const MAP_POINTS_QUERY = `
  SELECT paper_id, papers.clean_title AS title, positions.x, positions.y, topic_papers.topic_id, topic_papers.probability
  FROM positions
  JOIN papers USING (paper_id)
  JOIN topic_papers USING (paper_id)
  ORDER BY paper_id`;

/** A topic that papers are in a row, by id: label, size, five best terms, and how it is drawn. */
export const MAP_TOPICS_QUERY = `
  WITH RECURSIVE lines AS (
    SELECT topic_id, topic_id AS broadest_id FROM topics WHERE parent_id IS NULL
    UNION ALL
    SELECT topics.topic_id, lines.broadest_id FROM topics JOIN lines ON topics.parent_id = lines.topic_id
  )
  SELECT topics.topic_id, topics.label, topics.size, coalesce(described.terms, []) AS terms, anchor_x, anchor_y, color,
    lines.broadest_id
  FROM topics
  JOIN lines USING (topic_id)
  JOIN topic_marks USING (topic_id)
  LEFT JOIN (
    SELECT topic_id, list(term ORDER BY rank) AS terms FROM topic_terms WHERE rank <= 5 GROUP BY topic_id
  ) AS described USING (topic_id)
  WHERE topics.level = 0
  ORDER BY topics.topic_id`;

/** A topic that no other one contains a row: named in larger type, and alone where there are too many topics to name them all. */
export const MAP_BROADEST_QUERY = `
  SELECT topic_id, level, label, size, []::VARCHAR[] AS terms, anchor_x, anchor_y, color, topic_id AS broadest_id
  FROM topics
  JOIN topic_marks USING (topic_id)
  WHERE parent_id IS NULL
  ORDER BY topic_id`;

/** A paper on the map. */
export type MapPointRow = {
  paper_id: string;
  title: string;
  x: number;
  y: number;
  topic_id: number | null;
  probability: number | null;
};

/** A topic as the map needs it. */
export type LabeledTopic = {
  topic_id: number;
  label: string;
  size: number;
  terms: string[];
  anchor_x: number;
  anchor_y: number;
  color: string;
  /** The broadest topic that it is part of, itself where it is part of none. */
  broadest_id: number;
};

/** A topic that no other one contains; papers are in those of level 0 alone. */
export type BroadestTopic = LabeledTopic & { level: number };

/** All that the map is drawn from. */
export type TopicMapRows = { points: MapPointRow[]; topics: LabeledTopic[]; broadest?: BroadestTopic[] };
