import { describe, expect, it } from "vitest";
import { compareTexts } from "../../pipeline/dedupe/compare-texts.ts";
import { TextCollector } from "../../pipeline/dedupe/text-collector.ts";
import { completeFields, type GivenFields, type SourceRecord } from "../../pipeline/input/record.ts";

const ABSTRACT =
  "Soil moisture is measured by few stations. We propose Terranet, a network that maps moisture from satellite radar at fine scale. It learns from " +
  "stations of twelve countries and halves the error of older maps. Fields, forests and steppes are mapped alike, and the code is free for all.";
const OTHER =
  "Bats call to find prey in the dark. This work records calls of nine species over a summer and sorts them by a small classifier on the recorder " +
  "itself. Batteries last for months, and rare species are found where surveys by eye had missed them for a decade.";
const REWRITTEN =
  "Terranet maps soil moisture from radar. Stations are few, so our network learns across twelve countries; satellite maps of forests, fields and " +
  "steppes become finer, with half the former error.";

async function compare(rows: [title: string, abstract: string, fields?: Partial<GivenFields>][], cosine = 0.9) {
  const collector = new TextCollector();
  for (const [index, [title, abstract, fields = {}]] of rows.entries()) {
    const record: SourceRecord = {
      source: "a",
      position: index + 1,
      line: index + 1,
      format: "sample",
      raw_title: title,
      raw_abstract: abstract,
      clean_title: title,
      clean_abstract: abstract,
      urls: [],
      extra: null,
      ...completeFields(fields),
    };
    collector.add(record);
  }
  const asked: number[][] = [];
  const pairs = await compareTexts(collector.finish(), async (wanted) => {
    asked.push([...wanted]);
    const second = [cosine, Math.sqrt(1 - cosine ** 2)];
    return { values: Float32Array.from(wanted.flatMap((_, row) => (row === 0 ? [1, 0] : second))), dimensions: 2 };
  });
  return { pairs, asked };
}

describe("compareTexts", () => {
  it("scores wording, and asks for no vector where that is enough", async () => {
    const { pairs, asked } = await compare([
      ["Terranet: maps of soil moisture", ABSTRACT],
      ["TERRANET: Maps of Soil Moisture", ABSTRACT.replace("few stations", "too few stations")],
      ["Calls of bats", OTHER],
    ]);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({ a: 0, b: 1, identity: null, semantic: null, distinction: null });
    expect(pairs[0]!.near).toBeGreaterThan(0.9);
    expect(asked).toEqual([]);
  });

  it("takes a cut abstract for a part", async () => {
    const { pairs } = await compare([
      ["Terranet: maps of soil moisture", ABSTRACT],
      ["Terranet: maps of soil moisture", `${ABSTRACT.slice(0, 150)}...`],
    ]);
    expect(pairs[0]!.near).toBeGreaterThan(0.9);
  });

  it("scores meaning where words leave it open, by the vectors of those texts alone", async () => {
    const rows: Parameters<typeof compare>[0] = [
      ["Calls of bats", OTHER],
      ["Terranet: maps of soil moisture", ABSTRACT],
      ["Terranet: mapping the moisture of soil", REWRITTEN],
    ];
    const { pairs, asked } = await compare(rows);
    expect(asked).toEqual([[1, 2]]);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]!.near).toBeLessThan(0.6);
    const low = await compare(rows, 0.5);
    expect(pairs[0]!.semantic! - low.pairs[0]!.semantic!).toBeCloseTo(0.4 * 0.4, 5);
    expect(pairs[0]!.evidence).toMatch(/cosine 0\.90, shared words .*terranet/);
  });

  it("bears out an identifier by the texts, and doubts it where they are wholly different", async () => {
    const { pairs } = await compare([
      ["Terranet: maps of soil moisture", ABSTRACT, { doi: "10.1/a" }],
      ["Calls of bats", OTHER, { doi: "10.1/a" }],
      ["Mapping the moisture of soil", REWRITTEN, { doi: "10.1/a" }],
    ]);
    const scores = pairs.map(({ a, b, identity }) => [a, b, identity! >= 0.3]);
    expect(scores).toEqual([
      [0, 1, false],
      [0, 2, true],
      [1, 2, false],
    ]);
    expect(pairs[0]!.evidence).toContain("same DOI 10.1/a");
  });

  it("tells apart other arXiv identifiers, and authors without a name in common", async () => {
    const changed = ABSTRACT.replace("few stations", "too few stations")
      .replace("free for all", "free to use")
      .replace("at fine scale", "finely");
    const of = async (first: Partial<GivenFields>, second: Partial<GivenFields>) => {
      const { pairs } = await compare([
        ["Terranet", ABSTRACT, first],
        ["Terranet", changed, second],
      ]);
      return pairs[0]!.distinction;
    };
    expect(await of({ arxiv_id: "2401.00001" }, { arxiv_id: "2401.00002" })).toBe(
      "other arXiv identifiers: 2401.00001 | 2401.00002",
    );
    expect(await of({ authors: ["Ann Lee"] }, { authors: ["B. Kim"] })).toBe("no author in common");
    expect(await of({ authors: ["Ann Lee"] }, { authors: ["Lee, A."] })).toBeNull();
    expect(await of({ authors: ["Ann Lee"] }, {})).toBeNull();
  });

  it("takes over what a repeat of the same text gives", async () => {
    const { pairs } = await compare([
      ["Terranet: maps", ABSTRACT],
      ["Terranet: MAPS", ABSTRACT, { arxiv_id: "2401.00001" }],
      ["Mapping the moisture of soil", REWRITTEN, { arxiv_id: "2401.00001" }],
    ]);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({ a: 0, b: 1 });
    expect(pairs[0]!.identity).toBeGreaterThan(0.3);
  });
});
