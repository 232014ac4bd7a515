import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { FRACTION_UNIT, NONE } from "../../pipeline/atlas/atlas-data.ts";
import { buildAtlasData, buildAtlasTexts } from "../../pipeline/atlas/build-atlas-data.ts";
import { encodeBlock } from "../../pipeline/atlas/encode.ts";
import { packColumns, unpackColumns } from "../../pipeline/atlas/pack-columns.ts";
import { type PackedTexts, packTexts, unpackTexts } from "../../pipeline/atlas/pack-texts.ts";
import { toSpan } from "../../pipeline/atlas/text-spans.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { sampleAtlasRows } from "./sample-atlas.ts";

const keepColors = (topics: readonly { color: string }[]) => topics.map(({ color }) => color);

describe("buildAtlasData", () => {
  const rows = sampleAtlasRows({ papers: 120, topics: 6, broad: 2 });
  const { papers, topics, sources } = buildAtlasData(rows, keepColors);

  it("keeps one scale for both axes, the longer side filling the range, and turns y to go down", () => {
    const width = Math.max(...papers.x) - Math.min(...papers.x);
    const height = Math.max(...papers.y) - Math.min(...papers.y);
    expect(Math.max(width, height)).toBe(65_535);
    const [a, b] = [rows.papers[3]!, rows.papers[50]!];
    const scale = (papers.x[50]! - papers.x[3]!) / (b.x - a.x);
    expect((papers.y[50]! - papers.y[3]!) / (a.y - b.y)).toBeCloseTo(scale, -2);
  });

  it("numbers papers by their place, and has -1 where there is no topic", () => {
    expect(papers.id).toEqual(rows.papers.map(({ paper_id }) => paper_id));
    expect(papers.topicOf[96]).toBe(NONE);
    expect(papers.topicOf[5]).toBe(rows.papers[5]!.topic_id);
    expect(papers.probability[5]! / FRACTION_UNIT).toBeCloseTo(rows.papers[5]!.probability!, 4);
  });

  it("keeps a margin below 0", () => {
    const [first, ...others] = rows.papers;
    const { papers: built } = buildAtlasData(
      { ...rows, papers: [{ ...first!, margin: -0.25 }, ...others] },
      keepColors,
    );
    expect(built.margin[0]! / FRACTION_UNIT).toBe(-0.25);
  });

  it("joins appearances and nearest papers by row", () => {
    const { start, source, day } = papers.appearances;
    expect(start[120]).toBe(120);
    expect(sources[source[start[7]!]!]).toBe(rows.appearances[7]!.source);
    expect(day[start[9]!]).toBe(NONE);
    const near = papers.nearest!;
    expect(papers.id[near.row[near.start[4]!]!]).toBe(
      rows.nearest.find(({ paper_id }) => paper_id === papers.id[4])!.neighbor_id,
    );
  });

  it("gives topics of every level their most typical papers", () => {
    const broad = topics.find(({ level }) => level === 1)!;
    const family = new Set(topics.filter(({ parent }) => parent === broad.id).map(({ id }) => id));
    const best = [...papers.id.keys()]
      .filter((row) => family.has(papers.topicOf[row]!))
      .sort((a, b) => rows.papers[b]!.similarity! - rows.papers[a]!.similarity!);
    expect(broad.representatives).toEqual(best.slice(0, 3));
  });

  it("leaves out what the label stage did not say, and takes what it said", () => {
    expect("labelVerdict" in topics[0]!).toBe(false);
    const said = { ...rows.topics[0]!, short_label: "Short", label_verdict: "provisional", label_coverage: 0.5 };
    const [topic] = buildAtlasData({ ...rows, topics: [said] }, keepColors).topics;
    expect(topic).toMatchObject({ shortLabel: "Short", labelVerdict: "provisional", labelCoverage: 0.5 });
    const fits = { ...rows.topics[0]!, label_verdict: "fits" };
    expect(buildAtlasData({ ...rows, topics: [fits] }, keepColors).topics[0]!.labelVerdict).toBe("fits");
  });

  it("copes with one paper, and with none", () => {
    const one = sampleAtlasRows({ papers: 1, topics: 1 });
    expect(buildAtlasData(one, keepColors).papers.x).toEqual(Uint16Array.of(0));
    const none = { ...one, papers: [], appearances: [], nearest: [], evidence: [], topics: [], terms: [] };
    expect(buildAtlasData(none, keepColors).papers.appearances.start).toEqual(Uint32Array.of(0));
  });
});

describe("buildAtlasTexts", () => {
  it("puts terms and sentences where they stand in title and abstract", () => {
    const rows = sampleAtlasRows({ papers: 8, topics: 2, texts: ["🧪🤖 emoji first"] });
    const texts = buildAtlasTexts(rows);
    const [term] = texts.terms[0]!;
    expect(rows.papers[0]!.title.slice(term!.span!.start, term!.span!.end)).toBe(term!.term);
    const [sentence] = texts.sentences[0]!;
    expect(sentence!.span).toEqual({ field: "abstract", start: 0, end: texts.abstract[0]!.length });
  });
});

describe("packTexts", () => {
  it("gives back terms and sentences, also those that stand nowhere as they are", () => {
    const rows = sampleAtlasRows({ papers: 30, topics: 3, texts: ["🧪🤖 emoji first"] });
    const texts = buildAtlasTexts(rows);
    const titles = rows.papers.map(({ title }) => title);
    texts.terms[4] = [{ term: "low-rank adapters", weight: 0.125, span: null }];
    texts.terms[5] = [{ term: "PAPER", weight: 2, span: { field: "title", start: 0, end: 5 } }];
    texts.sentences[6] = [];
    const packed = unpackColumns<PackedTexts>(packColumns(packTexts(texts, titles), "base64"));
    expect(unpackTexts(packed, titles)).toEqual(texts);
  });
});

describe("the details of papers", () => {
  const rows = sampleAtlasRows({ papers: 5, topics: 1 });
  const give = (given: Partial<(typeof rows.papers)[number]>[]) =>
    buildAtlasTexts({ ...rows, papers: rows.papers.map((paper, row) => ({ ...paper, ...given[row] })) });
  const travel = (texts: ReturnType<typeof give>) => {
    const titles = rows.papers.map(({ title }) => title);
    const packed = packTexts(texts, titles);
    return { packed, unpacked: unpackTexts(unpackColumns(packColumns(packed, "base64")), titles) };
  };

  it("come back as they were, each name written once", () => {
    const texts = give([
      { authors: ["Ada", "Bo"], published: "2026-11", venue: "Nature" },
      { authors: null, published: "2026", doi: "10.1/x" },
      { authors: ["Bo", "Cy", "Ada"], published: "2026-11", keywords: ["a", "b"], code_url: "https://example.org/c" },
      {},
      { authors: ["Dee", ...HOSTILE_TEXTS], venue: HOSTILE_TEXTS[0]!, categories: ["cs.CL"] },
    ]);
    const { packed, unpacked } = travel(texts);
    expect(unpacked).toEqual(texts);
    expect(unpacked.details[2]!.authors).toEqual(["Bo", "Cy", "Ada"]);
    expect(packed.details.authors!.names).toEqual(["Ada", "Bo", "Cy", "Dee", ...HOSTILE_TEXTS]);
    expect([...packed.details.authors!.name].slice(0, 6)).toEqual([0, 0, 2, 0, 1, 0]);
    expect(encodeBlock(packed).content).not.toContain("<");
  });

  it("take no room where the sources give none", () => {
    const { packed, unpacked } = travel(give([]));
    expect(packed.details).toEqual({});
    expect(unpacked.details[4]).toMatchObject({ authors: [], published: "", venue: "", doi: "", codeUrl: "" });
  });

  it("count comments and arXiv versions where a page gives them", () => {
    const [first, ...others] = rows.appearances;
    const listed = { ...rows, appearances: [{ ...first!, comments: 0, arxiv_version: 2 }, ...others] };
    const { appearances } = buildAtlasData(listed, keepColors).papers;
    expect([...appearances.comments!]).toEqual([0, NONE, NONE, NONE, NONE]);
    expect(appearances.arxivVersion![0]).toBe(2);
    expect(buildAtlasData(rows, keepColors).papers.appearances).not.toHaveProperty("comments");
  });
});

describe("toSpan", () => {
  const paper = { title: "A 🧪 title", abstract: "An 🤖 abstract.", text: "A 🧪 title. An 🤖 abstract." };
  const slice = (from: number, to: number) => {
    const span = toSpan(paper, from, to);
    return span && [span.field, paper[span.field].slice(span.start, span.end)];
  };

  it("turns code points of the text into units of title or abstract", () => {
    expect(slice(2, 9)).toEqual(["title", "🧪 title"]);
    expect(slice(11, 15)).toEqual(["abstract", "An 🤖"]);
  });

  it("finds places in a text that was cut", () => {
    expect(toSpan({ ...paper, text: "A 🧪 title. An 🤖" }, 11, 15)).toEqual({ field: "abstract", start: 0, end: 5 });
    expect(toSpan({ ...paper, text: "A 🧪 title. An other" }, 11, 15)).toBeNull();
  });

  it("cuts what runs from the title into the abstract, and what lies behind the end", () => {
    expect(slice(4, 15)).toEqual(["title", "title"]);
    expect(slice(16, 999)).toEqual(["abstract", "abstract."]);
    expect(slice(9, 10)).toBeNull();
    expect(toSpan({ ...paper, title: "Another" }, 0, 3)).toBeNull();
  });
});

describe("packColumns", () => {
  const tree = {
    words: ["a", "<b>"],
    numbers: Uint16Array.of(1, 65_535),
    part: { days: Int32Array.of(-1, 20_000), shares: new Float32Array(0) },
    rows: [{ u16: 3, name: "not a column" }],
  };

  it.each(["plain", "base64"] as const)("gives back the same tree from its %s form", (form) => {
    expect(unpackColumns(packColumns(tree, form))).toEqual(tree);
  });

  it("can be read by people in its plain form", () => {
    expect(packColumns({ x: Uint16Array.of(1, 2) }, "plain")).toBe('{"x":{"u16":[1,2]}}');
    expect(packColumns({ x: Uint16Array.of(256, 2) }, "base64")).toBe('{"x":{"u16":"AAECAA=="}}');
  });

  it("stores numbers in the narrowest kind that holds them, and gives back the kind they had", () => {
    expect(packColumns({ x: Uint32Array.of(1, 2) }, "base64")).toBe('{"x":{"u32":{"u8":"AQI="}}}');
    for (const column of [
      Int32Array.of(-1, 300),
      Int32Array.of(-40_000, 0),
      Uint32Array.of(65_535),
      Uint32Array.of(65_536),
      Int16Array.of(-5),
      new Uint32Array(0),
    ]) {
      expect(unpackColumns(packColumns({ column }, "base64"))).toEqual({ column });
    }
  });

  it("refuses a kind of column that it could not give back", () => {
    expect(() => packColumns({ x: Float64Array.of(1) }, "plain")).toThrow(
      "column of a kind that does not travel: Float64Array",
    );
  });
});

describe("encodeBlock", () => {
  const tree = { texts: ["</script><script>", "\u2028"], x: Uint16Array.of(5) };

  it("leaves short data readable, without a character that could end the element", () => {
    const { type, content } = encodeBlock(tree);
    expect(type).toBe("application/json");
    expect(content).not.toMatch(/[<\u2028]/);
    expect(unpackColumns(content)).toEqual(tree);
  });

  it("packs long data, the same way each time", () => {
    const { type, content } = encodeBlock(tree, 10);
    expect(type).toBe("application/gzip");
    expect(content).toMatch(/^[A-Za-z0-9+/=]+$/);
    expect(unpackColumns(gunzipSync(Buffer.from(content, "base64")).toString())).toEqual(tree);
    expect(encodeBlock(tree, 10).content).toBe(content);
  });
});
