import type { RootContent } from "mdast";
import { inlineCode, paragraph, sqlBlock } from "../documents/markdown.ts";
import type { TopicRow } from "./report-rows.ts";

/** Returns the part of the report that shows how to go on in SQL, one query with a topic of this run. */
export function explainNext({ topic_id }: TopicRow): RootContent[] {
  return [
    paragraph(
      "Everything above is a query on ",
      inlineCode("atlas.duckdb"),
      ". Open it with any DuckDB, for example ",
      inlineCode("duckdb atlas.duckdb"),
      ":",
    ),
    sqlBlock(
      [
        "SELECT * FROM topic_overview;",
        `SELECT * FROM papers_in_topic(${topic_id});`,
        "SELECT * FROM similar_papers((SELECT min(paper_id) FROM papers), 5);",
        "SELECT title, topic_label, probability FROM paper_overview WHERE title ILIKE '%attention%';",
        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal;",
      ].join("\n"),
    ),
  ];
}
