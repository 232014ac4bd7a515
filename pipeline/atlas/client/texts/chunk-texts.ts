import type { AtlasTexts, PaperDetails } from "../../atlas-data.ts";
import type { ChunkIndex } from "../../chunk-format.ts";
import { type NameLists, type PackedDetails, unpackDetails, unpackNames } from "../../pack-details.ts";
import { type PackedTexts, unpackTexts } from "../../pack-texts.ts";
import type { ChunkLoader } from "./load-chunk.ts";
import type { TextSource } from "./text-source.ts";

/** Returns texts that are read from the files beside the page when they are needed, and kept. */
export function readChunkTexts(
  index: ChunkIndex,
  loader: Pick<ChunkLoader, "load">,
  titles: readonly string[],
): TextSource {
  // Lists with gaps: a row is filled when its chunk has come.
  const texts: Required<AtlasTexts> = { abstract: [], terms: [], sentences: [], details: [], nearest: [] };
  const readChunk = rememberGood(async (place: number) => {
    const first = place * index.papers;
    const packed = await loader.load<PackedTexts>(index.texts[place]!);
    const read = unpackTexts(packed, titles.slice(first, first + index.papers));
    for (let row = 0; row < read.abstract.length; row++) {
      texts.abstract[first + row] = read.abstract[row]!;
      texts.terms[first + row] = read.terms[row]!;
      texts.sentences[first + row] = read.sentences[row]!;
      texts.details[first + row] = read.details[row]!;
      if (read.nearest) texts.nearest[first + row] = read.nearest[row]!;
    }
  });
  const readTerms = rememberGood(
    async (name: string): Promise<string[][]> => unpackNames(await loader.load<NameLists>(name)),
  );
  const readDetails = rememberGood(
    async (name: string): Promise<PaperDetails[]> =>
      unpackDetails(await loader.load<PackedDetails>(name), titles.length),
  );
  return {
    holdsAll: false,
    async readTexts(rows) {
      const places = rows ? new Set(Array.from(rows, (row) => Math.floor(row / index.papers))) : index.texts.keys();
      await Promise.all(Array.from(places, readChunk));
      return texts;
    },
    readTerms: () => readTerms(index.terms),
    readDetails: () => readDetails(index.details),
  };
}

/** Returns a function that does its work once for each key; work that failed is done again for the next who asks. */
function rememberGood<Key, Result>(work: (key: Key) => Promise<Result>): (key: Key) => Promise<Result> {
  const known = new Map<Key, Promise<Result>>();
  return (key) => {
    const begun = known.get(key);
    if (begun) return begun;
    const result = work(key);
    known.set(key, result);
    result.catch(() => known.delete(key));
    return result;
  };
}
