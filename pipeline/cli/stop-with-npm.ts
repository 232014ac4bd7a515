import { Worker } from "node:worker_threads";

/** How often the parents are looked at, in milliseconds. */
const INTERVAL = 500;

/** A thread of its own, since the main one may be calculating. `parents` are this process's parent and, where the system tells it, that one's. */
const WATCH = `
const { readFileSync } = require("node:fs");
const readParents = () => {
  const parents = [process.ppid];
  try {
    parents.push(readFileSync("/proc/" + process.ppid + "/stat", "utf8").replace(/^.*\\) . /s, "").split(" ")[0]);
  } catch {}
  return parents.join();
};
const parents = readParents();
setInterval(() => {
  if (readParents() !== parents) process.kill(process.pid, "SIGTERM");
}, ${INTERVAL});`;

/**
 * Ends this process when npm or npx, which started it, ends: a signal to them reaches the shell between at most, and the run would go on
 * unseen. Does nothing for a process that was started otherwise.
 */
export function stopWithNpm(environment: NodeJS.ProcessEnv): void {
  if (environment.npm_lifecycle_event === undefined) return;
  new Worker(WATCH, { eval: true, execArgv: [], env: {} }).unref();
}
