import type { AtlasTexts, PaperDetails } from "../../atlas-data.ts";

/** Where the long texts come from: the page itself, or its server in pieces. */
export type TextSource = {
  /** Whether the texts of all papers are in the page. */
  holdsAll: boolean;
  /** Returns the texts of these papers, by row, and of others that are at hand; of all where none are named. */
  readTexts(rows?: ArrayLike<number>): Promise<AtlasTexts>;
  /** Returns the terms that tie each paper to its topic. */
  readTerms(): Promise<readonly (readonly string[])[]>;
  /** Returns what the sources say of each paper beside its text. */
  readDetails(): Promise<readonly PaperDetails[]>;
};
