import type { Config } from "../config.ts";
import { computeMean } from "../numeric/mean.ts";
import { computeTrustworthiness } from "../numeric/trustworthiness.ts";
import { countVectors, type Vectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import type { Grown, NewPapers, PaperPlacement } from "./grown-papers.ts";
import type { DriftFigures } from "./measure-drift.ts";
import type { StandingFit } from "./read-last-fit.ts";
import { routeByTerms } from "./route-by-terms.ts";

/** Papers by which the map is judged, at most, of the fit and of those placed since. */
const JUDGED = 300;

/** Measures how well a fit describes its own papers and those `placed` since, by row; `placeOf` has the place of each topic among `topicIds`. */
export function measureFigures(
  { papers, terms }: StandingFit,
  fresh: NewPapers,
  { space, topicOf }: Grown,
  placed: ReadonlyMap<number, PaperPlacement>,
  topicIds: readonly number[],
  placeOf: ReadonlyMap<number, number>,
  { seed, umapNeighbors }: Pick<Config, "seed" | "umapNeighbors">,
): DriftFigures {
  const fitted = [...papers.keys()].filter((row) => papers[row]!.fitted);
  const added = [...placed.keys()].sort((a, b) => a - b);
  const textOf = (row: number) => papers[row]?.text ?? fresh.texts[row - papers.length]!;
  const topicTerms = terms.map(({ topic_id, term }) => ({ topic: placeOf.get(topic_id)!, term }));
  const route = (rows: readonly number[]) =>
    routeByTerms(
      rows.map(textOf),
      rows.map((row) => topicOf[row]!),
      topicTerms,
      topicIds.length,
    );
  const map: Vectors = {
    values: Float32Array.from({ length: 2 * topicOf.length }, (_, entry) => {
      const row = entry >> 1;
      const { x, y } = placed.get(row) ?? papers[row]!;
      return entry % 2 === 0 ? x : y;
    }),
    dimensions: 2,
  };
  const count = countVectors(space.smooth);
  const k = Math.min(umapNeighbors, Math.ceil(count / 2) - 1);
  const draw = (rows: readonly number[], stream: string) =>
    Array.from(
      sampleIndices(createRandom(seed, stream), rows.length, Math.min(rows.length, JUDGED)),
      (place) => rows[place]!,
    );
  const trust = (rows: readonly number[]) => computeTrustworthiness(space.smooth, map, k, rows);
  const judged = [draw(fitted, "drift of the fit"), draw(added, "drift of the placed")] as const;
  return {
    fitted: fitted.length,
    placed: added.length,
    unsettled: added.filter((row) => placed.get(row)!.role === "unsettled").length,
    similarity: {
      fitted: computeMean(Float64Array.from(fitted, (row) => papers[row]!.similarity)),
      placed: computeMean(Float64Array.from(added, (row) => placed.get(row)!.similarity)),
    },
    routing: { fitted: route(judged[0]), placed: route(added) },
    trustworthiness: k >= 1 && added.length > 0 ? { fitted: trust(judged[0]), placed: trust(judged[1]) } : null,
  };
}
