import { matchQuestion, type QuestionMatch } from "../../../search/match-question.ts";
import { rankByWords } from "../../../search/rank-by-words.ts";
import { findIdentified, type PaperNames } from "../../../search/read-identifier.ts";
import type { Question } from "../../../search/read-question.ts";
import { buildSearchIndex, type SearchIndex } from "../../../search/search-index.ts";
import { findLeaders } from "../../../search/spread-scores.ts";
import { FRACTION_UNIT, type PaperDetails } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { passSourceFailure } from "../source-state.ts";
import type { FoundPapers } from "./choose-found.ts";

/** Finds papers by the words that the page holds. */
export type WordSearch = {
  /** Returns what a question finds among the papers that are 1 in a mask, or all; null while the index is being built. */
  find(question: Question, shown: Uint8Array | null): FoundPapers | null;
};

/** Papers that do not hold all words of a question are listed up to so many. */
const MOST_OTHERS = 30;

/** Longest piece of work, in milliseconds: a browser lets a page wait some milliseconds each time that it pauses. */
const SLICE_MS = 16;

/** Returns what lets the browser do something else once a piece of work has taken long enough. */
function createPause(): () => Promise<void> {
  let end = 0;
  return async () => {
    if (performance.now() < end) return;
    await new Promise((resolve) => window.setTimeout(resolve));
    end = performance.now() + SLICE_MS;
  };
}

/**
 * Returns a search whose index is built when it is first asked; `tellReady` is called then, and where papers near the best come later. Abstracts and authors are searched where the page holds them,
 * else titles and topics.
 */
export function createWordSearch({ data, index, texts, nearest }: Atlas, tellReady: () => void): WordSearch {
  let search: { index: SearchIndex; names: readonly PaperNames[] } | null = null;
  let isBuilding = false;
  let spreading: Question | null = null;
  let last: { question: Question; match: QuestionMatch } | null = null;

  async function build(): Promise<void> {
    isBuilding = true;
    const { abstract, details } = texts.holdsAll ? await texts.readTexts() : { abstract: [], details: [] };
    const built = await buildSearchIndex(
      data.papers.title.map((title, row) => ({
        title,
        label: index.findTopic(row)?.label ?? "",
        authors: details[row]?.authors.join("\n") ?? "",
        abstract: abstract[row] ?? "",
      })),
      createPause(),
    );
    search = { index: built, names: data.papers.id.map((_, row) => nameOf(row, details[row])) };
    tellReady();
  }

  function nameOf(row: number, details: PaperDetails | undefined): PaperNames {
    const { id, arxivId, urls } = data.papers;
    const { doi = "", paperUrl = "", codeUrl = "", projectUrl = "" } = details ?? {};
    return {
      ids: [id[row]!],
      arxivIds: [arxivId[row]!.toLowerCase()],
      dois: [doi],
      urls: [paperUrl, codeUrl, projectUrl, ...urls[row]!].filter(Boolean),
    };
  }

  function match(question: Question): QuestionMatch {
    if (last?.question !== question) {
      const named = question.identifier && findIdentified(question.identifier, search!.names);
      last = { question, match: matchQuestion(search!.index, question, named) };
    }
    return last.match;
  }

  /** Papers are found by words until those near them have come. */
  function readNearest(question: Question, { scores, allowed }: QuestionMatch): void {
    const missing = findLeaders(scores, allowed).filter((row) => !nearest.find(row));
    if (missing.length === 0 || spreading === question) return;
    spreading = question;
    nearest
      .read(missing)
      .then(() => spreading === question && tellReady())
      .catch(passSourceFailure);
  }

  return {
    find(question, shown) {
      if (!search) {
        if (!isBuilding) void build();
        return null;
      }
      const found = match(question);
      readNearest(question, found);
      const { rows, whole } = rankByWords(found, nearest.find, FRACTION_UNIT, shown, MOST_OTHERS);
      return { rows, whole, sought: found.sought };
    },
  };
}
