import type { Database } from "../database/database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { readLastRun } from "../engine/last-run.ts";
import { UserError } from "../error.ts";
import type { FieldChoice } from "../input/table/table-fields.ts";
import type { Log } from "../log.ts";
import { embedNewPapers } from "./embed-new-papers.ts";
import { type Assignments, placeNewPapers } from "./place-new-papers.ts";
import { readAtlas } from "./read-atlas.ts";
import { readNewPapers } from "./read-new-papers.ts";

/**
 * Says where the first papers of files, `limit` at most, would go in an open atlas, which stays as it is; `papers` counts all of them. `fields` names columns of tables. Throws a UserError where
 * the files have no paper, or their vectors cannot be compared with those of the atlas.
 */
export async function assignPapers(
  database: Database,
  paths: readonly string[],
  fields: FieldChoice,
  limit: number,
  { embedding, log }: { embedding: EmbedderSource; log: Log },
): Promise<Assignments & { papers: number; remarks: string[] }> {
  const run = await readLastRun(database);
  const settings = run?.settings ?? null;
  if (run === null || settings === null)
    throw new UserError("the settings of the run are not those of this version: run the pipeline again");
  const column = settings.fields.vectors;
  const { papers: all, remarks } = await readNewPapers(paths, { ...(column && { vectors: column }), ...fields });
  const papers = all.slice(0, limit);
  const atlas = await readAtlas(database);
  const vectors = await embedNewPapers(papers, database, { settings, models: run.models }, embedding, log);
  if (vectors.dimensions !== atlas.vectors.dimensions)
    throw new UserError(
      `vectors of ${vectors.dimensions} numbers where those of the atlas have ${atlas.vectors.dimensions}`,
    );
  return { ...(await placeNewPapers(papers, vectors, atlas, settings)), papers: all.length, remarks };
}
