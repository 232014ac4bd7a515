import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../../pipeline/database/database.ts";

/** A text that no query may ever show. */
export const SECRET = "the-secret-of-another-file";

/** Makes a folder with a small atlas.duckdb, in which a stranger put views that reach for other files, and with such a file; a macro of this version is missing. */
export async function makeSampleFolder(): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-sql-"));
  const file = join(folder, "atlas.duckdb");
  const secret = join(folder, "secret.csv");
  await writeFile(secret, `a,b\n${SECRET},2\n`);
  const database = await Database.open(file);
  try {
    await database.createSchema();
    await database.execute(`
      INSERT INTO papers (paper_id, title, abstract, clean_title, clean_abstract, text, text_hash)
      SELECT 'p' || range, 'Title ' || range, 'They fly.', 'Title ' || range, 'They fly.', '', '' FROM range(5);
      CREATE VIEW reaching AS SELECT * FROM read_text('${secret}');
      CREATE MACRO reach() AS TABLE SELECT * FROM read_csv('${secret}');
      CREATE SEQUENCE counter;
      DROP MACRO TABLE why_here;`);
  } finally {
    database.close();
  }
  return { folder, file };
}
