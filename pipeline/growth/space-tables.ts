import type { Database } from "../database/database.ts";
import type { SpaceAxes } from "../topics/topic-space.ts";

/** Rows of `space_axes`. */
type AxisRow = { kind: "dense mean" | "joined mean" | "axis"; axis: number; weights: number[] };

/** Writes `space_axes` and `lexical_vectors`: what brings later papers into the space. `ids` are those of the papers that it was made of. */
export async function writeAxes(
  database: Database,
  ids: readonly string[],
  { denseMean, lexical, components }: SpaceAxes,
): Promise<void> {
  const { means, weights, kept } = components;
  const rows: AxisRow[] = [
    { kind: "dense mean", axis: 0, weights: [...denseMean] },
    { kind: "joined mean", axis: 0, weights: [...means] },
    ...Array.from({ length: kept }, (_, axis) => ({
      kind: "axis" as const,
      axis: axis + 1,
      weights: Array.from(means, (_, column) => weights[column * kept + axis]!),
    })),
  ];
  for (const { kind, axis, weights: row } of rows)
    await database.execute(`INSERT INTO space_axes VALUES ($1, $2, string_split($3, ' ')::DOUBLE[])`, [
      kind,
      axis,
      row.join(" "),
    ]);
  if (lexical.dimensions === 0) return;
  await database.setVectorWidth("lexical_vectors", "vector", lexical.dimensions);
  await database.append("lexical_vectors", { paper_id: ids, vector: lexical });
}

/** Reads what brings papers into a space, from tables of the last run; null where that was the model's own space. `ids` are those of the lexical vectors. */
export async function readAxes(
  database: Database,
  tables: { axes: string; lexical: string },
): Promise<(SpaceAxes & { ids: string[] }) | null> {
  const rows = await database.query<AxisRow>(`SELECT kind, axis, weights FROM ${tables.axes} ORDER BY axis, kind`);
  const [dense, joined] = ["dense mean", "joined mean"].map((kind) => rows.find((row) => row.kind === kind)?.weights);
  if (!dense || !joined) return null;
  const axes = rows.filter(({ kind }) => kind === "axis").map(({ weights }) => weights);
  const weights = Float64Array.from(
    { length: joined.length * axes.length },
    (_, entry) => axes[entry % axes.length]![Math.floor(entry / axes.length)]!,
  );
  const { ids, vectors } = await database.queryVectors(
    `SELECT paper_id, vector FROM ${tables.lexical} ORDER BY paper_id`,
  );
  return {
    ids,
    denseMean: Float64Array.from(dense),
    lexical: vectors,
    components: { means: Float64Array.from(joined), weights, kept: axes.length },
  };
}
