import { filterPapers, isFiltering, listRows } from "../../../search/filter-papers.ts";
import { foldWords } from "../../../search/match-words.ts";
import { buildSearchIndex, type SearchIndex } from "../../../search/search-index.ts";
import { NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createStore, type Store } from "../store.ts";

/** What the query, the filters and the selection leave, for the lists beside the map. */
export type Results = {
  /** Rows of the papers to list: those found and shown, the best first; all that are shown where nothing is asked for. */
  rows: Uint32Array;
  /** Rows of the papers in the selection, whatever the filters; null where nothing is selected. */
  selected: Uint32Array | null;
  /** Folded words of the query; empty where nothing is asked for. */
  words: readonly string[];
  /** Whether the answer to the query is still to come. */
  isPending: boolean;
};

/** Keeps `matches` true to the state; returns what the lists show. */
export function followMatches(atlas: Atlas): Store<Results> {
  const { data, index, state, matches, map } = atlas;
  const count = data.papers.id.length;
  const results = createStore<Results>({
    rows: listShown(atlas, null),
    selected: null,
    words: [],
    isPending: false,
  });
  let search: SearchIndex | null = null;
  let isBuilding = false;

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
    if (words.length > 0 && !search) void prepareSearch();
    const ranked = words.length > 0 && search ? search.find(query).filter((row) => !shown || shown[row] === 1) : null;
    const found = ranked ? new Uint8Array(count) : null;
    for (const row of ranked ?? []) found![row] = 1;
    matches.update({ shown, found });
    results.update({
      rows: ranked ?? listShown(atlas, shown),
      selected,
      words,
      isPending: words.length > 0 && !search,
    });
  }

  async function prepareSearch(): Promise<void> {
    if (isBuilding) return;
    isBuilding = true;
    const texts = await atlas.readTexts();
    search = await buildSearchIndex(
      data.papers.title.map((title, row) => ({
        title,
        label: index.findTopic(row)?.label ?? "",
        authors: texts.details[row]!.authors.join("\n"),
        abstract: texts.abstract[row]!,
      })),
      () => new Promise((resolve) => window.setTimeout(resolve)),
    );
    update();
  }

  state.subscribe(update, ["query", "filters", "selection"]);
  update();
  return results;
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
