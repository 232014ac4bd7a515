import type { ExportedPaper } from "./exported-paper.ts";

/** A paper with its place on the map (null for one that is not on it), and the id of its topic beside the label. */
export type MappedPaper = ExportedPaper & { topic_id: number | null; x: number | null; y: number | null };

/** A pair of papers of which one is among the nearest of the other. */
export type NeighborPair = { source: string; target: string; similarity: number };
