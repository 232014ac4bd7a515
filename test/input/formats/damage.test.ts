import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../pipeline/error.ts";
import { readAny, readFixture } from "./read-fixture.ts";

/** A place in a file, as a share of its length, and what is done there. */
const damage = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(200),
  inserted: fc.constantFrom(
    "",
    "<",
    ">",
    "&",
    "&x;",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    "\\",
    "\n",
    "@",
    "]]>",
    "<!--",
    "\u0000",
    "é",
  ),
});

type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function apply(text: string, changes: readonly Damage[]): string {
  return changes.reduce((changed, { place, removed, inserted }) => {
    const start = Math.floor(place * changed.length);
    return changed.slice(0, start) + inserted + changed.slice(start + removed);
  }, text);
}

describe("a damaged file", () => {
  it.each([
    "daily/2026-07-15.json",
    "daily/2026-07-15.html",
    "feeds/daily-papers.xml",
    "feeds/arxiv-rss.xml",
    "feeds/arxiv-api.xml",
    "catalogues/arxiv-metadata.jsonl",
    "catalogues/openalex.json",
    "catalogues/semantic-scholar.json",
    "catalogues/crossref.json",
    "catalogues/pubmed.xml",
    "catalogues/medline.nbib",
    "catalogues/zotero.json",
    "references/zotero.ris",
    "references/library.bib",
    "lists/papers.md",
  ])("gives records and rejections, in order of lines within it, or a message: %s", async (name) => {
    const text = await readFixture(name);
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = apply(text, changes);
        const read = await readAny("x", damaged).catch((error: unknown) => {
          expect(error).toBeInstanceOf(UserError);
          return { records: [], rejected: [] };
        });
        const lines = damaged.split("\n").length;
        for (const entries of [read.records, read.rejected]) {
          const places = entries.map(({ line }) => line);
          expect(places).toEqual(places.toSorted((a, b) => a - b));
          for (const line of places) expect(line > 0 && line <= lines).toBe(true);
        }
        for (const { title, abstract } of read.records)
          expect(title.trim() !== "" && abstract.trim() !== "").toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
