import { type ChildProcess, fork } from "node:child_process";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { findSchemaDifference } from "../database/ask-atlas.ts";
import { findAtlasFile, openAtlasDatabase } from "../database/open-atlas-database.ts";
import { UserError } from "../error.ts";
import type { QueryAnswer, QueryLimits, QueryReply } from "./query-answer.ts";

/** Enough for every question that one reads the answer of. */
export const DEFAULT_LIMITS: QueryLimits = { rows: 100_000, seconds: 30, memory: 1e9 };

const LONGEST_SQL = 1_000_000;
/** For the process to start, on a busy machine. */
const START_SECONDS = 60;
const LONGEST_COMPLAINT = 4000;
/** What a process prints that had no more memory; one that was killed had taken too much. */
const OUT_OF_MEMORY = /heap out of memory|bad_alloc/;

const IS_SOURCE = import.meta.url.endsWith(".ts");
const PROCESS = fileURLToPath(new URL(`../cli/sql-process.${IS_SOURCE ? "ts" : "js"}`, import.meta.url));

/**
 * Runs one statement on the result of a run, given its output folder or file, in a process of its own, and returns the rows. It can change
 * nothing, and reach no other file, network or setting. Throws a UserError where it is wrong, not allowed, or takes too long or too much.
 */
export async function runReadOnly(path: string, sql: string, limits: Partial<QueryLimits> = {}): Promise<QueryAnswer> {
  if (sql.length > LONGEST_SQL)
    throw new UserError(`sql: ${sql.length} characters: at most ${LONGEST_SQL} are taken. Give a shorter statement.`);
  (await openAtlasDatabase(path)).close();
  const given = { ...DEFAULT_LIMITS, ...limits };
  const reply = await askProcess(realpathSync(findAtlasFile(path)), sql, given);
  if ("answer" in reply) return reply.answer;
  const { failure } = reply;
  if (failure.kind === "refused")
    throw new UserError(`sql: ${failure.message}${await tellOfVersion(path, failure.message)}`);
  if (failure.kind === "time")
    throw new UserError(`sql: stopped: not done in ${given.seconds} seconds. Ask for less, or allow more time.`);
  throw new UserError(`sql: stopped: it needs more than ${Math.round(given.memory / 1e6)} MB of memory. Ask for less.`);
}

/** Returns what to add to a message of a table or column that is not there, where the file was made by another version. */
async function tellOfVersion(path: string, message: string): Promise<string> {
  if (!/^(Catalog|Binder) Error/.test(message)) return "";
  const database = await openAtlasDatabase(path);
  try {
    const difference = await findSchemaDifference(database);
    if (difference === null || difference.isLent) return "";
    return `\nThe file was made by another version: ${difference.description}. Run the pipeline again on the same input and output.`;
  } finally {
    database.close();
  }
}

function askProcess(file: string, sql: string, limits: QueryLimits): Promise<QueryReply> {
  const child = start(limits);
  return new Promise((resolve, reject) => {
    const end = (reply: QueryReply) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      resolve(reply);
    };
    const startTimer = (seconds: number) => setTimeout(end, seconds * 1000, { failure: { kind: "time" } });
    let timer = startTimer(START_SECONDS);
    let complaint = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-LONGEST_COMPLAINT);
    });
    child.on("message", (message: "begun" | QueryReply) => {
      clearTimeout(timer);
      if (message === "begun") timer = startTimer(limits.seconds);
      else end(message);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL" || OUT_OF_MEMORY.test(complaint)) end({ failure: { kind: "memory" } });
      else if (signal !== null)
        end({ failure: { kind: "refused", message: `DuckDB broke off (${signal}). Ask in another way.` } });
      else {
        clearTimeout(timer);
        reject(new Error(`process for SQL ended with ${code}: ${complaint}`));
      }
    });
    child.send({ file, sql, limits });
  });
}

/** It has no environment, so that none can be read; what DuckDB would print is not shown. */
function start(limits: QueryLimits): ChildProcess {
  const heap = `--max-old-space-size=${Math.ceil(limits.memory / 1e6)}`;
  const loader = IS_SOURCE ? ["--import", createRequire(import.meta.url).resolve("tsx")] : [];
  return fork(PROCESS, [], {
    execArgv: [heap, ...loader],
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}
