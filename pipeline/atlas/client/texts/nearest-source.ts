import type { NearestPapers } from "../../../search/spread-scores.ts";
import { type NearestColumns, viewNearest } from "../../atlas-data.ts";
import type { TextSource } from "./text-source.ts";

/** Where the nearest papers come from: the page itself, or beside the long texts. */
export type NearestSource = {
  /** Returns the papers nearest to one, the nearest first; null where they have not been read. */
  find(row: number): NearestPapers | null;
  /** Reads those of some papers. */
  read(rows: readonly number[]): Promise<void>;
};

/** Returns the source of the nearest papers that the page holds; null stands for a page that has them beside the texts. */
export function createNearestSource(held: NearestColumns | null, texts: Pick<TextSource, "readTexts">): NearestSource {
  if (held) return { find: (row) => viewNearest(held, row), read: async () => {} };
  let read: readonly (NearestPapers | undefined)[] = [];
  return {
    find: (row) => read[row] ?? null,
    async read(rows) {
      read = (await texts.readTexts(rows)).nearest ?? [];
    },
  };
}
