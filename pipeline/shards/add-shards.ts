import type { TextVector, VectorStore } from "../embedding/vector-store.ts";

/**
 * Returns a store that has the vectors of shards, too, where the given one has none of a text. `countTaken` returns how many that were
 * when the store was last read.
 */
export function addShards(
  store: VectorStore,
  shards: ReadonlyMap<string, TextVector>,
): { store: VectorStore; countTaken: () => number } {
  let taken = 0;
  return {
    store: {
      read: async (origin) => {
        const known = await store.read(origin);
        const lacking = [...shards].filter(([hash]) => !known.has(hash));
        taken = lacking.length;
        return new Map([...known, ...lacking]);
      },
      add: (origin, texts) => store.add(origin, texts),
    },
    countTaken: () => taken,
  };
}
