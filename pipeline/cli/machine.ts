import { hostname } from "node:os";
import { findModelDirectories } from "../embedding/model-directories.ts";
import type { Machine } from "../engine/run-log.ts";

/** What the run log tells of this process: its Node.js, and its largest resident memory so far, in MiB. */
export const machine: Machine = {
  node: process.versions.node,
  measurePeakMemory: () => process.resourceUsage().maxRSS / 1024,
  describeProcess: (startedAt) => `process ${process.pid} on ${hostname()}, since ${startedAt.toISOString()}`,
};

/** The key of the server that embeds; it is written nowhere. */
export const embedderKey = process.env.TOPIC_ATLAS_EMBEDDER_KEY;

/** Where this user's models are. */
export const modelDirectories = findModelDirectories(process.env, process.platform);
