import type { Database } from "../database/database.ts";
import type { NeighborRows } from "../numeric/refine-neighbors.ts";

/** Returns the stored neighbours of each paper as row numbers, in order of id: the `most` nearest of each, all where it is null, or fewer where fewer are stored. */
export async function readNeighbors(database: Database, most: number | null): Promise<NeighborRows> {
  const { k } = await database.queryOne<{ k: number }>(
    "SELECT coalesce(max(rank), 0)::INTEGER AS k FROM neighbors WHERE rank <= coalesce($1, rank)",
    [most],
  );
  const indices = await database.queryIntegers(
    `WITH numbered AS (SELECT paper_id, (row_number() OVER (ORDER BY paper_id) - 1)::INTEGER AS row FROM space)
     SELECT other.row FROM neighbors JOIN numbered AS own USING (paper_id) JOIN numbered AS other ON other.paper_id = neighbor_id
     WHERE rank <= coalesce($1, rank) ORDER BY own.row, rank`,
    [most],
  );
  return { k, indices };
}
