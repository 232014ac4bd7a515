import type { AnyTool } from "./define-tool.ts";
import type { AtlasSession } from "./session.ts";
import { compareTopics } from "./tools/compare-topics.ts";
import { describeTables } from "./tools/describe-tables.ts";
import { getPaper } from "./tools/get-paper.ts";
import { getTopic } from "./tools/get-topic.ts";
import { listTopics } from "./tools/list-topics.ts";
import { runSql } from "./tools/run-sql.ts";
import { searchPapers } from "./tools/search-papers.ts";
import { similarPapers } from "./tools/similar-papers.ts";
import { whatChanged } from "./tools/what-changed.ts";

/** Returns every tool, in the order in which an assistant sees them. */
export function listTools(session: AtlasSession): AnyTool[] {
  return [
    searchPapers(session),
    listTopics(session),
    getTopic(session),
    getPaper(session),
    similarPapers(session),
    compareTopics(session),
    whatChanged(session),
    runSql(session),
    describeTables(session),
  ];
}
