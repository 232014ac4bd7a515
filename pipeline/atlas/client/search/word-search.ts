import { buildSearchIndex, type SearchIndex } from "../../../search/search-index.ts";
import type { Atlas } from "../atlas.ts";

/** Finds papers by the words that the page holds. */
export type WordSearch = {
  /** Returns what is found by a query's folded words; null while the index is being built. */
  find(words: readonly string[]): FoundByWords | null;
};

/** Rows of the papers that hold every word, or where none does the best of those that hold some; the best first. */
export type FoundByWords = { rows: Uint32Array; isPartial: boolean };

/** As many are found that hold some of the words alone. */
const MOST_PARTIAL = 20;

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
    find(words) {
      if (search) return findByWords(search, words);
      if (!isBuilding) void build();
      return null;
    },
  };
}

function findByWords(search: SearchIndex, words: readonly string[]): FoundByWords {
  const rows = search.find(words.join(" "));
  if (rows.length > 0 || words.length === 1) return { rows, isPartial: false };
  const scores = search.score(words);
  const some = Uint32Array.from(scores.keys()).filter((row) => scores[row]! > 0);
  return { rows: some.sort((a, b) => scores[b]! - scores[a]! || a - b).subarray(0, MOST_PARTIAL), isPartial: true };
}
