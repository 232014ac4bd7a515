import { describe, expect, it } from "vitest";
import { ROLES } from "../../../pipeline/atlas/atlas-data.ts";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { countSizes, countSources, countTime } from "../../../pipeline/atlas/client/panels/chart-rows.ts";
import { binDays, listDays } from "../../../pipeline/atlas/client/panels/day-bins.ts";
import {
  describeMargin,
  describeRole,
  describeStability,
  nameSource,
  readDay,
  writeDay,
} from "../../../pipeline/atlas/client/panels/describe.ts";
import { isArxivId, readWebAddress } from "../../../pipeline/atlas/client/panels/paper-card.ts";
import { countTopics, findTerms } from "../../../pipeline/atlas/client/panels/summarize-papers.ts";
import { NO_FILTERS } from "../../../pipeline/atlas/client/state.ts";
import { exportPapers, writeBibtex, writeCsv, writeJson } from "../../../pipeline/export/export-papers.ts";
import { filterPapers, findFirstDays, listRows } from "../../../pipeline/search/match-papers.ts";
import { HOSTILE_TEXTS } from "../../charts/sample-rows.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const { data, texts } = sampleAtlas({ papers: 200, topics: 8, broad: 3, texts: HOSTILE_TEXTS });
const index = buildIndex(data);
const { papers } = data;
const rowsOf = (filters: Partial<typeof NO_FILTERS>) => [
  ...listRows(filterPapers(data, index, { ...NO_FILTERS, ...filters }), papers.id.length),
];

describe("filterPapers", () => {
  it("keeps all where nothing is asked for", () => {
    expect(rowsOf({})).toHaveLength(200);
  });

  it("takes a broad topic for its parts, and any of the topics", () => {
    const [broad] = index.roots;
    expect(rowsOf({ topics: [broad!.id] })).toEqual([...index.papersOf(broad!.id)].sort((a, b) => a - b));
    expect(rowsOf({ topics: [1, 2] }).length).toBe(index.papersOf(1).length + index.papersOf(2).length);
  });

  it("asks for all filters together", () => {
    const both = rowsOf({ sources: ["feed/monday.txt"], roles: ["core"] });
    const one = new Set(rowsOf({ sources: ["feed/monday.txt"] }));
    expect(both).toEqual(rowsOf({ roles: ["core"] }).filter((row) => one.has(row)));
    expect(both.length).toBeGreaterThan(10);
    expect(both.every((row) => ROLES[papers.role[row]!] === "core")).toBe(true);
  });

  it("keeps papers listed on the days given, none without a date", () => {
    const rows = rowsOf({ dates: [20_000, 20_004] });
    expect(rows.every((row) => row % 30 <= 4 && row % 10 !== 9)).toBe(true);
    expect(rows).toHaveLength([...papers.id.keys()].filter((row) => row % 30 <= 4).length);
  });

  it("asks for source and date of the same appearance", () => {
    const twice = {
      ...data,
      sources: ["a", "b"],
      papers: {
        ...papers,
        id: ["one"],
        appearances: {
          start: Uint32Array.of(0, 2),
          source: Uint16Array.of(0, 1),
          day: Int32Array.of(10, 20),
          ...{ rank: Int32Array.of(1, 1), upvotes: Int32Array.of(-1, -1) },
        },
      },
    };
    const passes = (source: string, day: number) =>
      filterPapers(twice, index, { ...NO_FILTERS, sources: [source], dates: [day, day] })[0];
    expect([passes("a", 10), passes("a", 20), passes("b", 20)]).toEqual([1, 0, 1]);
    expect([...findFirstDays(twice.papers)]).toEqual([10]);
  });

  it("leaves out the filter that is named, for the counts beside its choices", () => {
    const filters = { ...NO_FILTERS, topics: [1], roles: ["core" as const] };
    const mask = filterPapers(data, index, filters, "topics");
    expect([...listRows(mask, 200)]).toEqual(rowsOf({ roles: ["core"] }));
  });
});

describe("binDays", () => {
  const days = listDays(papers);
  const bins = binDays(days)!;

  it("has a stretch a day for a month, each paper once a stretch", () => {
    expect([bins.first, bins.last, bins.step, bins.size]).toEqual([20_000, 20_028, 1, 29]);
    const counts = bins.count(days, () => true);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(180);
    expect(counts[9]).toBe(0);
  });

  it("has at most 48 stretches for ten years, the last one cut at the last day", () => {
    const long = { day: Int32Array.of(0, 3650, 3650), row: Uint32Array.of(0, 1, 1) };
    const wide = binDays(long)!;
    expect(wide.size).toBeLessThanOrEqual(48);
    expect(wide.daysOf(wide.size - 1)[1]).toBe(3650);
    expect(wide.count(long, () => true).at(-1)).toBe(1);
  });

  it("is nothing without dates", () => {
    expect(binDays({ day: new Int32Array(), row: new Uint32Array() })).toBeNull();
  });
});

describe("summaries", () => {
  it("counts topics, the most first", () => {
    const rows = [...index.papersOf(1).slice(0, 2), ...index.papersOf(2).slice(0, 3)];
    expect(countTopics(rows, index).map(({ topic, papers: count }) => [topic!.id, count])).toEqual([
      [2, 3],
      [1, 2],
    ]);
  });

  it("names terms that are commoner here than anywhere", () => {
    const term = (name: string) => ({ term: name, weight: 1, span: null });
    const four = {
      abstract: ["", "", "", ""],
      sentences: [[], [], [], []],
      terms: [[term("owl"), term("bird")], [term("owl"), term("bird")], [term("bird")], [term("bird"), term("elk")]],
    };
    const columns = { ...papers, id: ["a", "b", "c", "d"] };
    expect(findTerms([0, 1], four, columns)).toEqual([
      { term: "owl", papers: 2 },
      { term: "bird", papers: 2 },
    ]);
  });

  it("counts what charts show, for all and for what is left", () => {
    const left = filterPapers(data, index, { ...NO_FILTERS, topics: [1] });
    const sizes = countSizes(index, data.topics, left, false);
    expect(sizes.filter(({ left: count }) => count > 0)).toEqual([
      expect.objectContaining({ id: 1, left: index.papersOf(1).length, all: index.papersOf(1).length }),
    ]);
    const sources = countSources(data, index, null, true);
    for (const source of ["monday", "tuesday", "wednesday"]) {
      const ofSource = sources.filter((row) => row.source === source);
      expect(ofSource.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }
    expect(sources.reduce((sum, row) => sum + row.papers, 0)).toBe(200);
    const days = listDays(papers);
    const time = countTime(data, index, { bins: binDays(days)!, days }, null, false);
    expect(time.reduce((sum, row) => sum + row.papers, 0)).toBe(180);
  });
});

describe("exports", () => {
  const all = exportPapers([...papers.id.keys()], data, texts, index);

  it("gives back every title and abstract as JSON", () => {
    const read = JSON.parse(writeJson(all));
    expect(read.map(({ title }: { title: string }) => title)).toEqual(papers.title);
    expect(read[0]).toMatchObject({
      paper_id: papers.id[0],
      topic: data.topics[0]!.label,
      listed: [writeDay(20_000)],
      sources: ["feed/monday.txt"],
    });
  });

  it("quotes CSV cells, and leaves no cell that a spreadsheet takes for a formula", () => {
    const [base] = all;
    const titles = ['say "a", b\nc', "=1+1", "+2", "-3", "@sum", "  =1", "\t=1", "\r@x", "plain"];
    const lines = writeCsv(titles.map((title) => ({ ...base!, title, abstract: "" }))).split("\r\n");
    const second = lines.slice(1, -1).map((line) => line.slice(base!.paper_id.length + 1));
    const starts = [
      '"say ""a"", b\nc"',
      '"\'=1+1"',
      '"\'+2"',
      '"\'-3"',
      '"\'@sum"',
      '"\'  =1"',
      '"\'\t=1"',
      '"\'\r@x"',
      "plain,",
    ];
    for (const [place, start] of starts.entries()) expect(second[place]!.startsWith(start), start).toBe(true);
  });

  it("keeps BibTeX's braces in pairs and its signs from acting", () => {
    const bibtex = writeBibtex([{ ...all[0]!, title: "50% of {a} & \\b_c #1 $x$", arxiv_id: "2401.00001" }]);
    expect(bibtex).toContain(
      "title = {{50\\% of \\textbraceleft a\\textbraceright  \\& \\textbackslash b\\_c \\#1 \\$x\\$}}",
    );
    expect(bibtex).toContain("url = {https://arxiv.org/abs/2401.00001}");
    for (const entry of writeBibtex(all).split("\n\n")) {
      expect(entry.match(/\{/g)!.length).toBe(entry.match(/\}/g)!.length);
    }
  });
});

describe("words and links", () => {
  it("says how surely a paper is in its topic, and a topic holds", () => {
    const row = [...papers.id.keys()].find((paper) => ROLES[papers.role[paper]!] === "core")!;
    expect(describeRole(papers, row, undefined)).toMatch(/^Surely here: \d+ % of/);
    expect([0.6, 0.3, 0.1, 0.01].map(describeMargin)).toEqual([
      "far behind",
      "clearly behind",
      "close behind",
      "almost level",
    ]);
    expect(describeStability({ ...data.topics[0]!, stability: 0.9 })).toMatch(/^It is firm: .* 90 %/);
    expect(describeStability({ ...data.topics[0]!, stability: null })).toBeNull();
  });

  it("reads the days that it writes, and names a source by its file", () => {
    expect([readDay(writeDay(20_000)), readDay("soon"), nameSource("feed/a b.txt")]).toEqual([20_000, null, "a b"]);
  });

  it("links to the web alone", () => {
    expect(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "x", ""].map(readWebAddress)).toEqual(
      Array(5).fill(null),
    );
    expect(readWebAddress("https://example.org/a?b")!.host).toBe("example.org");
    expect(["2401.12345", "cs/0112017", "2401.1/../x", '2401.12345"', ""].map(isArxivId)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
