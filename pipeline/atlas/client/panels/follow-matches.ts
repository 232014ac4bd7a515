import { filterPapers, isFiltering, listRows } from "../../../search/filter-papers.ts";
import { foldWords } from "../../../search/match-words.ts";
import { NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { chooseFound, findNear } from "../search/choose-found.ts";
import { createServedSearch, type ServedQuestion } from "../search/served-search.ts";
import { createWordSearch } from "../search/word-search.ts";
import { createStore, type Store } from "../store.ts";

/** What the query, the filters and the selection leave, for the lists beside the map. */
export type Results = {
  /** Rows of the papers to list: those found and shown, the best first; all that are shown where nothing is asked for. */
  rows: Uint32Array;
  /** Rows of the papers in the selection, whatever the filters; null where nothing is selected. */
  selected: Uint32Array | null;
  /** Folded words of the query that are looked up; empty where nothing is asked for. */
  words: readonly string[];
  /** Whether nothing has been found yet, since the answer is still to come. */
  isPending: boolean;
  isByMeaning: boolean;
  /** Whether no paper holds all words, and those are listed that hold some. */
  isPartial: boolean;
  /** Whether an answer by meaning is still to come, in the place of the one by words. */
  isAsking: boolean;
  /** What the server says beside or in place of its answer; null for nothing. */
  note: string | null;
  /** Rows of papers that are near those found by words, and were not found. */
  near: Uint32Array;
};

type Found = { rows: Uint32Array | null; isPartial: boolean };

/** Among more papers the server answers before the page has indexed their titles. */
const MOST_INDEXED = 20_000;

const NOTHING = new Uint32Array();

/** Keeps `matches` true to the state; returns what the lists show. */
export function followMatches(atlas: Atlas): Store<Results> {
  const { data, index, state, matches, map, server, texts } = atlas;
  const count = data.papers.id.length;
  const results = createStore<Results>({
    rows: listShown(atlas, null),
    selected: null,
    words: [],
    isPending: false,
    isByMeaning: false,
    isPartial: false,
    isAsking: false,
    note: null,
    near: NOTHING,
  });
  const byWords = createWordSearch(atlas, update);
  const byMeaning = server && createServedSearch(server, update);

  function update(): void {
    const { query, filters, selection } = state.get();
    const selected = selection ? map.findInShape(selection) : null;
    let shown = isFiltering(filters) ? filterPapers(data, index.familyOf, filters) : null;
    if (selected) {
      const inside = new Uint8Array(count);
      for (const row of selected) inside[row] = shown ? shown[row]! : 1;
      shown = inside;
    }
    const words = foldWords(query).map(({ word }) => word);
    if (words.length === 0) byMeaning?.stop();
    const asked = words.length > 0 && byMeaning ? byMeaning.follow(query) : null;
    const { rows: ranked, isPartial } = findPapers(words, asked, shown);
    const found = ranked ? new Uint8Array(count) : null;
    for (const row of ranked ?? []) found![row] = 1;
    matches.update({ shown, found });
    const isByMeaning = asked?.answer?.found_by === "meaning and words";
    const isAsking = asked?.isAsking === true;
    const last = results.get();
    results.update({
      rows: keepSame(last.rows, ranked ?? listShown(atlas, shown)),
      selected,
      words: keepSame(last.words, isByMeaning ? asked.answer!.words : words),
      isPending: words.length > 0 && !ranked,
      isByMeaning,
      isPartial,
      isAsking,
      note: asked?.refusal ?? asked?.answer?.note ?? null,
      near: keepSame(
        last.near,
        ranked && !isByMeaning && !isAsking ? findNear(data.papers.nearest, ranked, shown) : NOTHING,
      ),
    });
  }

  /** Returns what the server found, else what the page finds by words; null where neither knows yet, and where nothing is asked for. */
  function findPapers(words: readonly string[], asked: ServedQuestion | null, shown: Uint8Array | null): Found {
    if (words.length === 0) return { rows: null, isPartial: false };
    const answer = asked?.answer;
    // By words alone the page that holds all texts finds as much, and beginnings of words too.
    if (answer && !(answer.found_by === "words" && texts.holdsAll))
      return { rows: chooseFound(answer, shown), isPartial: false };
    if (asked?.isAsking && !texts.holdsAll && count > MOST_INDEXED) return { rows: null, isPartial: false };
    const { rows = null, isPartial = false } = byWords.find(words) ?? {};
    return { rows: rows?.filter((row) => !shown || shown[row] === 1) ?? null, isPartial };
  }

  state.subscribe(update, ["query", "filters", "selection"]);
  update();
  return results;
}

/** Returns the list that stands where the new one says the same, so that nothing is drawn anew. */
function keepSame<List extends ArrayLike<unknown>>(last: List, next: List): List {
  const isSame = last.length === next.length && Array.from(last).every((part, place) => part === next[place]);
  return isSame ? last : next;
}

/** Returns the shown papers by topic, the larger topic first, the most typical first; papers without topic last. */
function listShown({ data: { papers }, index }: Atlas, shown: Uint8Array | null): Uint32Array {
  const order = new Map<number, number>();
  const visit = (id: number) => {
    order.set(id, order.size);
    for (const part of index.childrenOf(id)) visit(part.id);
  };
  for (const root of index.roots) visit(root.id);
  const placeOf = (row: number) =>
    papers.topicOf[row] === NONE ? Number.MAX_SAFE_INTEGER : order.get(papers.topicOf[row]!)!;
  return listRows(shown, papers.id.length).sort(
    (a, b) => placeOf(a) - placeOf(b) || papers.similarity[b]! - papers.similarity[a]! || a - b,
  );
}
