import { type Config, configSchema } from "../config.ts";
import type { Database } from "../database/database.ts";

/** The last run of an output, as its log has it. */
export type LastRun = {
  runs: number;
  startedAt: Date;
  /** Its settings; null where this version does not read them. */
  settings: Config | null;
  /** Versions of the program, Node.js and DuckDB by name. */
  versions: Record<string, string | null>;
  /** SHA-256 of the models of the papers' vectors. */
  models: string[];
  papers: number;
  /** Characters of the papers' texts. */
  characters: number;
};

/** Returns the last run of an open output; null where its log is empty. `folder` is the output as it is named now, else it is as then. */
export async function readLastRun(database: Database, folder?: string): Promise<LastRun | null> {
  const [run] = await database.query<{ started_at: Date; settings: string; versions: string; runs: number }>(
    "SELECT started_at, settings, versions, (SELECT count(*)::INTEGER FROM runs) AS runs FROM runs ORDER BY run_id DESC LIMIT 1",
  );
  if (!run) return null;
  const models = await database.query<{ sha256: string }>(
    `SELECT DISTINCT model_sha256 AS sha256 FROM embeddings JOIN papers USING (text_hash)
     JOIN paper_vectors USING (paper_id) WHERE embeddings.vector::FLOAT[] = paper_vectors.vector::FLOAT[] ORDER BY ALL`,
  );
  const counts = await database.queryOne<{ papers: number; characters: number }>(
    "SELECT count(*)::INTEGER AS papers, coalesce(sum(length(text)), 0)::DOUBLE AS characters FROM papers",
  );
  return {
    runs: run.runs,
    startedAt: run.started_at,
    settings: readSettings(run.settings, folder),
    versions: parseObject(run.versions) as LastRun["versions"],
    models: models.map(({ sha256 }) => sha256),
    ...counts,
  };
}

/** What a run was asked to repeat is no part of what it made. */
function readSettings(text: string, output?: string): Config | null {
  const { from: _, only: __, ...settings } = parseObject(text);
  const parsed = configSchema.safeParse({ ...settings, ...(output && { output }), force: false, fromScratch: false });
  return parsed.success ? parsed.data : null;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {};
  }
}
