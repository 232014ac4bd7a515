import type { AtlasTexts, PaperDetails } from "../../atlas-data.ts";
import { type PackedDetails, unpackDetails, unpackNames } from "../../pack-details.ts";
import { type PackedTexts, unpackTexts } from "../../pack-texts.ts";
import { ADDRESSES, MOST_ROWS, type ServedTerms, writeRows } from "../../served-page.ts";
import type { AtlasServer } from "../atlas-server.ts";
import type { TextSource } from "./text-source.ts";

/** Returns texts that are asked of the server when they are needed, and kept. */
export function readServedTexts(server: AtlasServer, titles: readonly string[]): TextSource {
  const count = titles.length;
  // Lists with gaps: a row is filled when its texts have come.
  const texts: AtlasTexts = { abstract: [], terms: [], sentences: [], details: [] };
  const asked = new Map<number, Promise<void>>();
  let terms: Promise<string[][]> | undefined;
  let details: Promise<PaperDetails[]> | undefined;

  async function fetchTexts(rows: readonly number[]): Promise<void> {
    const packed = await server.ask<PackedTexts>(ADDRESSES.texts, { rows: writeRows(rows) });
    const read = unpackTexts(
      packed,
      rows.map((row) => titles[row]!),
    );
    for (const [place, row] of rows.entries()) {
      texts.abstract[row] = read.abstract[place]!;
      texts.terms[row] = read.terms[place]!;
      texts.sentences[row] = read.sentences[place]!;
      texts.details[row] = read.details[place]!;
    }
  }

  /** A piece that did not come is asked for again by the next who needs it. */
  function askFor(rows: readonly number[]): Promise<void> {
    const piece = fetchTexts(rows).catch((error: unknown) => {
      for (const row of rows) asked.delete(row);
      throw error;
    });
    for (const row of rows) asked.set(row, piece);
    return piece;
  }

  return {
    holdsAll: false,
    async readTexts(rows = Uint32Array.from({ length: count }, (_, row) => row)) {
      const wanted = Array.from(new Set(Array.from(rows)));
      const missing = wanted.filter((row) => !asked.has(row)).sort((a, b) => a - b);
      for (let start = 0; start < missing.length; start += MOST_ROWS)
        await askFor(missing.slice(start, start + MOST_ROWS));
      await Promise.all(new Set(wanted.map((row) => asked.get(row))));
      return texts;
    },
    readTerms() {
      terms ??= server.ask<ServedTerms>(ADDRESSES.terms).then(unpackNames);
      terms.catch(() => {
        terms = undefined;
      });
      return terms;
    },
    readDetails() {
      details ??= server.ask<PackedDetails>(ADDRESSES.details).then((packed) => unpackDetails(packed, count));
      details.catch(() => {
        details = undefined;
      });
      return details;
    },
  };
}
