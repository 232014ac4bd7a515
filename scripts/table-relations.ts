/** Columns of a table whose values stand in columns of another, or are NULL. */
export type Relation = { from: string; columns: string[]; to: string; keys: string[]; meaning: string };

/** Returns a relation written as "table.column, column -> table.column, column". */
function relate(relation: string, meaning: string): Relation {
  const [[from, columns], [to, keys]] = relation.split(" -> ").map((side) => {
    const [table, names] = side.split(".");
    return [table!, names!.split(", ")] as const;
  }) as [readonly [string, string[]], readonly [string, string[]]];
  return { from, columns, to, keys, meaning };
}

/** How the tables hang together. DuckDB is told nothing of it: a test looks whether it is true of a run's output. */
export const RELATIONS: readonly Relation[] = [
  relate("records.source -> input_files.source", "holds"),
  relate("rejected.source -> input_files.source", "holds"),
  relate("record_vectors.source, position -> records.source, position", "has"),
  relate("duplicate_pairs.source_a, position_a -> records.source, position", "is compared as a"),
  relate("duplicate_pairs.source_b, position_b -> records.source, position", "is compared as b"),
  relate("judged_pairs.text_a, text_b -> duplicate_pairs.text_a, text_b", "is judged in"),
  relate("appearances.source, position -> records.source, position", "is"),
  relate("appearances.paper_id -> papers.paper_id", "stood at"),
  relate("duplicates.merged_source, merged_position -> records.source, position", "is merged in"),
  relate("duplicates.kept_source, kept_position -> records.source, position", "is kept in"),
  relate("duplicates.paper_id -> papers.paper_id", "took over"),
  relate("field_origins.source, position -> records.source, position", "gives"),
  relate("field_origins.paper_id -> papers.paper_id", "owes"),
  relate("paper_vectors.paper_id -> papers.paper_id", "means"),
  relate("placements.paper_id -> papers.paper_id", "is put in place by"),
  relate("placements.topic_id -> topics.topic_id", "is joined in"),
  relate("placements.second_topic_id -> topics.topic_id", "comes second in"),
  relate("born_topics.topic_id -> topics.topic_id", "was born as"),
  relate("born_topics.parent_id -> topics.topic_id", "is made of"),
  relate("lexical_vectors.paper_id -> papers.paper_id", "is worded in"),
  relate("space.paper_id -> papers.paper_id", "lies in"),
  relate("neighbors.paper_id -> papers.paper_id", "has near"),
  relate("neighbors.neighbor_id -> papers.paper_id", "is near in"),
  relate("topic_papers.paper_id -> papers.paper_id", "is placed by"),
  relate("topic_papers.topic_id -> topics.topic_id", "has"),
  relate("topic_papers.second_topic_id -> topics.topic_id", "comes second in"),
  relate("clusters.topic_id -> topics.topic_id", "was found as"),
  relate("clusters.parent_id -> topics.topic_id", "is made of"),
  relate("clusters.nearest_topic_id -> topics.topic_id", "is nearest to"),
  relate("topics.parent_id -> topics.topic_id", "is made of"),
  relate("topics.nearest_topic_id -> topics.topic_id", "is nearest to"),
  relate("topic_events.topic_id -> topics.topic_id", "came by"),
  relate("topic_terms.topic_id -> topics.topic_id", "is set apart by"),
  relate("topic_words.topic_id -> topics.topic_id", "has words"),
  relate("topic_periods.topic_id -> topics.topic_id", "has shares in"),
  relate("topic_trends.topic_id -> topics.topic_id", "trends as"),
  relate("phrase_trends.topic_id -> topics.topic_id", "is where rises"),
  relate("paper_upvotes.paper_id -> papers.paper_id", "has votes in"),
  relate("label_evidence.topic_id -> topics.topic_id", "is borne out by"),
  relate("label_evidence.paper_id -> papers.paper_id", "is cited in"),
  relate("paper_terms.paper_id -> papers.paper_id", "is tied by"),
  relate("paper_sentences.paper_id -> papers.paper_id", "is tied by"),
  relate("positions.paper_id -> papers.paper_id", "lies at"),
  relate("topic_marks.topic_id -> topics.topic_id", "is drawn by"),
  relate("map_names.topic_id -> topics.topic_id", "is named at"),
  relate("stage_runs.run_id -> runs.run_id", "ran"),
  relate("run_inputs.run_id -> runs.run_id", "read"),
  relate("run_topics.run_id -> run_inputs.run_id", "found"),
  relate("run_members.run_id, topic_id -> run_topics.run_id, topic_id", "had"),
  relate("run_maps.run_id -> run_inputs.run_id", "laid out"),
  relate("topic_events.run_id -> run_inputs.run_id", "brought about"),
];
