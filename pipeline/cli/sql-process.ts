import { Worker } from "node:worker_threads";
import { answerQuery } from "../sql/answer-query.ts";
import type { QueryRequest } from "../sql/query-answer.ts";

// A process that answers one query and is ended by whoever started it.

/** DuckDB's own limit does not count all: texts under way, and the rows once they are read. */
const UNCOUNTED = 1.5;

/** Ends the process where it takes too much. A thread of its own, for DuckDB plans a statement on the main one. */
const WATCH = `
const { workerData } = require("node:worker_threads");
setInterval(() => {
  if (process.memoryUsage.rss() > workerData) process.kill(process.pid, "SIGKILL");
}, 10);`;

process.on("disconnect", () => process.exit(0));
process.once("message", async (request: QueryRequest) => {
  const most = process.memoryUsage.rss() + UNCOUNTED * request.limits.memory;
  new Worker(WATCH, { eval: true, execArgv: [], env: {}, workerData: most });
  process.send!("begun");
  process.send!(await answerQuery(request));
});
