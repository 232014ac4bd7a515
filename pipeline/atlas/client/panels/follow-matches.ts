import { filterPapers, isFiltering, listRows } from "../../../search/filter-papers.ts";
import { parseQuestion, type Question } from "../../../search/read-question.ts";
import type { SoughtWord } from "../../../search/search-index.ts";
import { NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { chooseFound, countNear, type FoundPapers } from "../search/choose-found.ts";
import { createServedSearch, type ServedQuestion } from "../search/served-search.ts";
import { createWordSearch } from "../search/word-search.ts";
import { createStore, type Store } from "../store.ts";
import { listOrders } from "./paper-orders.ts";
import { sortRows } from "./sort-rows.ts";

/** What the query, the filters and the selection leave, for the lists beside the map. */
export type Results = {
  /** Rows of the papers to list: those found and shown, the best first; all that are shown where nothing is asked for. */
  rows: Uint32Array;
  /** Rows of the papers in the selection, whatever the filters; null where nothing is selected. */
  selected: Uint32Array | null;
  /** What is asked for; null for nothing. */
  question: Question | null;
  /** Words of the question as they were looked up. */
  sought: readonly SoughtWord[];
  /** Folded words that count as those asked for: what is marked in texts. */
  words: readonly string[];
  /** Papers that hold all words, or are what the question names: the first of `rows` where these are not sorted; the others are near. */
  best: ReadonlySet<number>;
  /** Whether the reader chose an order of the rows, so that the best are not the first. */
  isSorted: boolean;
  /** To how many of the best each paper is near. */
  nearTo: ReadonlyMap<number, number>;
  /** Whether nothing has been found yet, since the answer is still to come. */
  isPending: boolean;
  isByMeaning: boolean;
  /** Whether an answer by meaning is still to come, in the place of the one by words. */
  isAsking: boolean;
  /** What the server says beside or in place of its answer; null for nothing. */
  note: string | null;
};

/** Among more papers the server answers before the page has indexed their titles. */
const MOST_INDEXED = 20_000;

const NO_ROWS: ReadonlySet<number> = new Set();
const NO_ONE: ReadonlyMap<number, number> = new Map();

/** Keeps `matches` true to the state; returns what the lists show. */
export function followMatches(atlas: Atlas): Store<Results> {
  const { data, index, state, matches, map, server, texts, nearest } = atlas;
  const count = data.papers.id.length;
  const results = createStore<Results>({
    rows: listShown(atlas, null),
    selected: null,
    question: null,
    sought: [],
    words: [],
    best: NO_ROWS,
    nearTo: NO_ONE,
    isSorted: false,
    isPending: false,
    isByMeaning: false,
    isAsking: false,
    note: null,
  });
  const orders = listOrders(data);
  let last: { query: string; question: Question | null } | null = null;
  const byWords = createWordSearch(atlas, update);
  const byMeaning = server && createServedSearch(server, update);

  function update(): void {
    const { query, filters, selection, isInView, order } = state.get();
    const selected = selection ? map.findInShape(selection) : null;
    const filtered = isFiltering(filters) ? filterPapers(data, index.familyOf, filters) : null;
    const shown = selected ? keepRows(count, selected, filtered) : filtered;
    const question = readQuery(query);
    if (!question) byMeaning?.stop();
    const asked = question && byMeaning ? byMeaning.follow(query) : null;
    const found = question && findPapers(question, asked, shown);
    matches.update({ shown, found: found && keepRows(count, found.rows, null) });
    // What is in view is listed alone; the map shows it as before.
    const listed = isInView ? keepRows(count, map.listRowsInView(), shown) : shown;
    const foundListed = isInView && question && found ? findPapers(question, asked, listed) : found;
    const rows = foundListed?.rows ?? listShown(atlas, listed);
    const sorting = orders.find(({ name }) => name === order);
    const isByMeaning = asked?.answer?.found_by === "meaning and words";
    const before = results.get();
    results.update({
      rows: keepSame(before.rows, sorting ? Uint32Array.from(sortRows(rows, sorting)) : rows),
      isSorted: sorting !== undefined,
      selected,
      question,
      sought: foundListed?.sought ?? [],
      words: keepSame(before.words, listForms(foundListed?.sought ?? [])),
      best: foundListed ? new Set(foundListed.rows.subarray(0, foundListed.whole)) : NO_ROWS,
      nearTo: found ? countNear(nearest.find, found) : NO_ONE,
      isPending: question !== null && !found,
      isByMeaning,
      isAsking: asked?.isAsking === true,
      note: asked?.refusal ?? asked?.answer?.note ?? null,
    });
  }

  /** Returns what the query asks for; the same while the query is the same, null where it is nothing. */
  function readQuery(query: string): Question | null {
    if (last?.query !== query) {
      const { words, clauses, ...rest } = parseQuestion(query);
      last = { query, question: words.length + clauses.length > 0 ? { words, clauses, ...rest } : null };
    }
    return last.question;
  }

  /** Returns what the server found, else what the page finds by words; null where neither knows yet. */
  function findPapers(question: Question, asked: ServedQuestion | null, shown: Uint8Array | null): FoundPapers | null {
    const answer = asked?.answer;
    // By words alone the page that holds all texts finds more: papers near those, too.
    if (answer && !(answer.found_by === "words" && texts.holdsAll)) return chooseFound(answer, shown);
    if (asked?.isAsking && !texts.holdsAll && count > MOST_INDEXED) return null;
    return byWords.find(question, shown);
  }

  state.subscribe(update, ["query", "filters", "selection", "isInView", "order"]);
  map.followRowsInView(() => {
    if (state.get().isInView) update();
  });
  update();
  return results;
}

/** Returns a mask of so many rows: 1 for those named that are 1 in another mask, or for all of them where there is none. */
function keepRows(count: number, rows: Uint32Array, mask: Uint8Array | null): Uint8Array {
  const kept = new Uint8Array(count);
  for (const row of rows) kept[row] = mask ? mask[row]! : 1;
  return kept;
}

function listForms(sought: readonly SoughtWord[]): string[] {
  return sought.flatMap(({ forms }) => forms.map(([form]) => form));
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
