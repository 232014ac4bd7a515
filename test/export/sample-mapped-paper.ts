import type { MappedPaper } from "../../pipeline/export/mapped-paper.ts";
import { samplePaper } from "./sample-paper.ts";

/** Returns a paper on the map, all of its fields set, but for what is given. */
export function sampleMappedPaper(given: Partial<MappedPaper> = {}): MappedPaper {
  return { ...samplePaper(), topic_id: 3, x: 1.5, y: -2, ...given };
}
