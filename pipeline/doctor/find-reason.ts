import { stat } from "node:fs/promises";
import type { Database } from "../database/database.ts";
import { DECISION_FILE, readDecisions } from "../dedupe/decision-file.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import type { LastRun } from "../engine/last-run.ts";
import type { Stage } from "../engine/stage.ts";
import { listInputFiles } from "../input/input-files.ts";
import { formatNumber } from "../text/format-figure.ts";
import type { Altered } from "./check-results.ts";

const SHOWN = 3;

/** What a stage may depend on, beside its code and the schema. */
export type Surroundings = { database: Database; run: LastRun; altered: readonly Altered[]; embedding: EmbedderSource };

/** Returns whether more than tables, settings and code count for a stage: files, or the model. */
export function readsMore(stage: Stage, { settings }: LastRun): boolean {
  return stage.locations.length > 0 || stage.usesEmbedder(settings!);
}

/** Returns why a stage whose input changed would run again, in words; null where nothing but its code or its files' contents is left. */
export async function findReason(stage: Stage, surroundings: Surroundings): Promise<string | null> {
  const { database, run, altered, embedding } = surroundings;
  const settings = run.settings!;
  const tables = altered.filter(({ name, isFile }) => !isFile && stage.reads.includes(name)).map(({ name }) => name);
  if (tables.length > 0) return `what it reads was changed by hand: ${tables.join(", ")}`;
  if (stage.settings.includes("input")) return compareInputs(database, run);
  if (stage.settings.includes("output") && (await haveDecisionsChanged(database, settings.output)))
    return `decisions on duplicates changed: ${DECISION_FILE}`;
  if (!stage.usesEmbedder(settings)) return null;
  const { modelSha256 } = await embedding.describe(settings);
  if (modelSha256 === null) return `the model is not here: ${settings.model}`;
  return run.models.length > 0 && !run.models.includes(modelSha256)
    ? `the model has other files: ${settings.model}`
    : null;
}

/** Says which input files are new, gone or newer than the run; null where none is, by name and time. */
async function compareInputs(database: Database, { settings, startedAt }: LastRun): Promise<string | null> {
  const rows = await database.query<{ source: string }>("SELECT source FROM input_files ORDER BY source");
  const known = new Set(rows.map(({ source }) => source));
  const files = await listInputFiles(settings!.input);
  const sources = new Set(files.map(({ source }) => source));
  const changed: string[] = [];
  for (const { source, path } of files) {
    const stats = await stat(path).catch(() => null);
    if (known.has(source) && stats !== null && stats.mtimeMs > startedAt.getTime()) changed.push(source);
  }
  const parts = [
    ...count(
      [...sources].filter((source) => !known.has(source)),
      "new",
    ),
    ...count(changed, "newer than the run"),
    ...count(
      [...known].filter((source) => !sources.has(source)),
      "gone",
    ),
  ];
  return parts.length === 0 ? null : `input files: ${parts.join("; ")}`;
}

function count(sources: readonly string[], word: string): string[] {
  if (sources.length === 0) return [];
  const shown = [...sources.slice(0, SHOWN), ...(sources.length > SHOWN ? ["…"] : [])].join(", ");
  return [`${formatNumber(sources.length)} ${word} (${shown})`];
}

async function haveDecisionsChanged(database: Database, folder: string): Promise<boolean> {
  const write = (decisions: readonly { text_a: string; text_b: string; verdict: string }[]) =>
    decisions
      .map(({ text_a, text_b, verdict }) => `${text_a} ${text_b} ${verdict}`)
      .sort()
      .join();
  const rows = await database.query<{ text_a: string; text_b: string; verdict: string }>(
    "SELECT text_a, text_b, verdict FROM duplicate_decisions",
  );
  return write(await readDecisions(folder)) !== write(rows);
}
