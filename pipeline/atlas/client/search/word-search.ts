import { buildSearchIndex, type SearchIndex } from "../../../search/search-index.ts";
import type { Atlas } from "../atlas.ts";

/** Finds papers by the words that the page holds. */
export type WordSearch = {
  /** Returns the rows that hold every word of the query, the best first; null while the index is being built. */
  find(query: string): Uint32Array | null;
};

/**
 * Returns a search whose index is built when it is first asked; `tellReady` is called then. Abstracts and authors are searched where the page holds them,
 * else titles and topics.
 */
export function createWordSearch({ data, index, texts }: Atlas, tellReady: () => void): WordSearch {
  let search: SearchIndex | null = null;
  let isBuilding = false;

  async function build(): Promise<void> {
    isBuilding = true;
    const { abstract, details } = texts.holdsAll ? await texts.readTexts() : { abstract: [], details: [] };
    search = await buildSearchIndex(
      data.papers.title.map((title, row) => ({
        title,
        label: index.findTopic(row)?.label ?? "",
        authors: details[row]?.authors.join("\n") ?? "",
        abstract: abstract[row] ?? "",
      })),
      () => new Promise((resolve) => window.setTimeout(resolve)),
    );
    tellReady();
  }

  return {
    find(query) {
      if (search) return search.find(query);
      if (!isBuilding) void build();
      return null;
    },
  };
}
