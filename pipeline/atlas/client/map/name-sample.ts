import { NONE, type PaperColumns } from "../../atlas-data.ts";

/** Up to so many papers names are placed among all of them; among more, about `MOST_AMONG` stand for all: else the search holds up the browser. */
const MOST_LOOKED_AT = 10_000;
const MOST_AMONG = 6000;
/** No topic is left with fewer of its papers, where it has so many. */
const LEAST_OF_TOPIC = 30;

/** The papers that stand for all. */
export type NameSample = {
  /** Their rows, ascending. */
  rows: Uint32Array;
  /** Place of each paper in `rows`; -1 for one that is not among them. */
  placeOf: Int32Array;
};

/** Returns papers that stand for all when names are placed; null where there are few enough to look at each. */
export function sampleForNames({ topicOf }: Pick<PaperColumns, "topicOf">): NameSample | null {
  if (topicOf.length <= MOST_LOOKED_AT) return null;
  const stride = Math.ceil(topicOf.length / MOST_AMONG);
  const sizes = new Map<number, number>();
  for (const topic of topicOf) sizes.set(topic, (sizes.get(topic) ?? 0) + 1);
  const seen = new Map<number, number>();
  const rows: number[] = [];
  const placeOf = new Int32Array(topicOf.length).fill(NONE);
  for (const [row, topic] of topicOf.entries()) {
    const rank = seen.get(topic) ?? 0;
    seen.set(topic, rank + 1);
    const own = Math.max(1, Math.min(stride, Math.floor(sizes.get(topic)! / LEAST_OF_TOPIC)));
    if (rank % own !== 0) continue;
    placeOf[row] = rows.length;
    rows.push(row);
  }
  return { rows: Uint32Array.from(rows), placeOf };
}
