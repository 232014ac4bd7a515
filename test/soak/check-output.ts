import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "../../pipeline/database/database.ts";

const FILES = ["atlas.duckdb", "atlas.html", "charts", "report.html", "report.md"];

/**
 * Checks the output of a run over so many lines of input. Throws where a line is lost or counted twice, where a file is left over, and where
 * topics have no number, or that of another. Returns how many topics were kept, and the largest number.
 */
export async function checkOutput(output: string, lines: number): Promise<{ ids: number; newest: number }> {
  // Large maps have it.
  const files = (await readdir(output)).filter((name) => name !== "atlas-data").sort();
  if (files.join() !== FILES.join()) throw new Error(`files of the output: ${files.join(", ")}`);
  const database = await Database.open(join(output, "atlas.duckdb"), { readOnly: true });
  try {
    const found = await database.queryOne<Record<string, number>>(`SELECT
      (SELECT count(*) FROM records)::INTEGER AS records, (SELECT count(*) FROM rejected)::INTEGER AS rejected,
      (SELECT count(*) FROM papers)::INTEGER AS papers, (SELECT count(*) FROM duplicates)::INTEGER AS merged,
      (SELECT count(*) FROM topic_papers)::INTEGER AS placed, (SELECT count(*) FROM positions)::INTEGER AS positions,
      (SELECT count(*) - count(DISTINCT topic_id) FROM topics)::INTEGER AS repeated,
      (SELECT count(*) FROM topic_events WHERE event IN ('continued', 'grown', 'shrunk') AND topic_id <> previous_topic_id)::INTEGER AS renumbered,
      (SELECT count(DISTINCT topic_id) FROM topic_events WHERE topic_id = previous_topic_id)::INTEGER AS kept,
      (SELECT max(topic_id) FROM topics)::INTEGER AS newest`);
    const { records, rejected, papers, merged, placed, positions, repeated, renumbered } = found;
    const isCounted = records! + rejected! === lines && records === papers! + merged!;
    const isWhole = placed === papers && positions === papers && repeated === 0 && renumbered === 0;
    if (!isCounted || !isWhole) throw new Error(`of ${lines} lines: ${JSON.stringify(found)}`);
    return { ids: found.kept!, newest: found.newest! };
  } finally {
    database.close();
  }
}

/** Returns the bytes of all files of a folder. */
export async function measureOutput(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
