/** Of more papers the pictures draw about so many: more would not be told apart, and take long to draw and to load. */
export const MOST_DRAWN = 10_000;
/** No topic is left with fewer points, where it has so many papers. */
const LEAST_DRAWN = 30;

/** Returns SQL that is true of the papers to draw: of many every so many of each topic, by id. It may stand in QUALIFY where rows are papers with a topic_id. */
export function writeDrawn(): string {
  const stride = `ceil(count(*) OVER () / ${MOST_DRAWN})::INTEGER`;
  const own = `greatest(1, count(*) OVER (PARTITION BY topic_id) // ${LEAST_DRAWN})`;
  return `(row_number() OVER (PARTITION BY topic_id ORDER BY paper_id) - 1) % least(${stride}, ${own}) = 0`;
}

/** A paper to draw a row, with its topic, NULL for none, and how surely it belongs there. */
export const MAP_POINTS_QUERY = `
  SELECT paper_id, papers.clean_title AS title, positions.x, positions.y, topic_papers.topic_id, topic_papers.probability
  FROM positions
  JOIN papers USING (paper_id)
  JOIN topic_papers USING (paper_id)
  QUALIFY ${writeDrawn()}
  ORDER BY paper_id`;

/** How many papers are on the map, drawn or not, and how many of them are in no topic. */
export const MAP_COUNTS_QUERY = `
  SELECT count(*)::INTEGER AS papers, (count(*) FILTER (topic_id IS NULL))::INTEGER AS unplaced
  FROM positions JOIN papers USING (paper_id) JOIN topic_papers USING (paper_id)`;

/** Papers on the map, and those of them in no topic. */
export type MapCounts = { papers: number; unplaced: number };

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

/** All that the map is drawn from; `counts` are those of the points where it is left out. */
export type TopicMapRows = {
  points: MapPointRow[];
  topics: LabeledTopic[];
  broadest?: BroadestTopic[];
  counts?: MapCounts;
};
