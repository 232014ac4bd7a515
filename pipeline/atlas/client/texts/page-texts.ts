import type { AtlasTexts } from "../../atlas-data.ts";
import { type PackedTexts, unpackTexts } from "../../pack-texts.ts";
import { decodeBlock } from "../decode.ts";
import type { TextSource } from "./text-source.ts";

/** Returns the texts that the page holds, unpacked when first asked for. */
export function readPageTexts(titles: readonly string[]): TextSource {
  let texts: Promise<AtlasTexts> | undefined;
  const readTexts = () => {
    texts ??= decodeBlock<PackedTexts>("atlas-texts").then((packed) => unpackTexts(packed, titles));
    return texts;
  };
  return {
    holdsAll: true,
    readTexts,
    readTerms: async () => (await readTexts()).terms.map((terms) => terms.map(({ term }) => term)),
    readDetails: async () => (await readTexts()).details,
  };
}
