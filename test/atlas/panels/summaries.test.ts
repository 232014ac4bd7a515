import { describe, expect, it } from "vitest";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { findFirstDays } from "../../../pipeline/atlas/client/first-days.ts";
import { countSizes, countSources } from "../../../pipeline/atlas/client/panels/chart-rows.ts";
import { gatherPapers } from "../../../pipeline/atlas/client/panels/gather-papers.ts";
import { countTopics, findTerms } from "../../../pipeline/atlas/client/panels/summarize-papers.ts";
import { filterPapers, NO_FILTERS } from "../../../pipeline/search/filter-papers.ts";
import { HOSTILE_TEXTS } from "../../charts/sample-rows.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const { data, texts } = sampleAtlas({ papers: 200, topics: 8, broad: 3, texts: HOSTILE_TEXTS });
const index = buildIndex(data);
const { papers } = data;

/** One paper listed in b on day 20 and in a on days 10 and 20, and one listed in a without a date. */
const APPEARANCES = {
  start: Uint32Array.of(0, 3, 4),
  source: Uint16Array.of(1, 0, 0, 0),
  day: Int32Array.of(20, 10, 20, -1),
  rank: Int32Array.of(1, 1, 1, 1),
  upvotes: Int32Array.of(-1, -1, -1, -1),
};

describe("filters on the page's data", () => {
  it("take a broad topic for its parts", () => {
    const [broad] = index.roots;
    const mask = filterPapers(data, index.familyOf, { ...NO_FILTERS, topics: [broad!.id] });
    const rows = [...mask.keys()].filter((row) => mask[row] === 1);
    expect(rows).toEqual([...index.papersOf(broad!.id)].sort((a, b) => a - b));
  });
});

describe("findFirstDays", () => {
  it("is the least of a paper's days, -1 without one", () => {
    expect([...findFirstDays({ id: ["x", "y"], appearances: APPEARANCES })]).toEqual([10, -1]);
  });
});

describe("countTopics", () => {
  it("counts topics, the most first", () => {
    const rows = [...index.papersOf(1).slice(0, 2), ...index.papersOf(2).slice(0, 3)];
    expect(countTopics(rows, index).map(({ topic, papers: count }) => [topic!.id, count])).toEqual([
      [2, 3],
      [1, 2],
    ]);
  });
});

describe("findTerms", () => {
  it("names terms that are commoner here than anywhere", () => {
    const terms = [["owl", "bird"], ["owl", "bird", "bird"], ["bird"], ["bird", "elk"]];
    expect(findTerms([0, 1], terms)).toEqual([
      { term: "owl", papers: 2 },
      { term: "bird", papers: 2 },
    ]);
  });
});

describe("the rows of the charts", () => {
  it("count sizes of all and of what is left", () => {
    const left = filterPapers(data, index.familyOf, { ...NO_FILTERS, topics: [1] });
    const sizes = countSizes(index, data.topics, left, false);
    expect(sizes.filter(({ left: count }) => count > 0)).toEqual([
      expect.objectContaining({ id: 1, left: index.papersOf(1).length, all: index.papersOf(1).length }),
    ]);
  });

  it("share each source among the broadest topics", () => {
    const sources = countSources(data, index, null, true);
    for (const source of ["monday", "tuesday", "wednesday"]) {
      const ofSource = sources.filter((row) => row.source === source);
      expect(ofSource.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }
    expect(sources.reduce((sum, row) => sum + row.papers, 0)).toBe(200);
  });
});

describe("gatherPapers", () => {
  it("gives all that the page knows of papers, in the order asked for", () => {
    const details = [
      {
        ...texts.details[0]!,
        authors: ["Ada", "Bo"],
        published: "2026-11",
        keywords: ["owls"],
        codeUrl: "https://x.example/",
      },
      ...texts.details.slice(1),
    ];
    const [second, first] = gatherPapers([1, 0], data, { ...texts, details }, index);
    expect([first!.paper_id, second!.paper_id]).toEqual([papers.id[0], papers.id[1]]);
    expect(first).toEqual({
      paper_id: papers.id[0],
      title: papers.title[0],
      abstract: texts.abstract[0],
      topic: data.topics[0]!.label,
      probability: papers.probability[0]! / 10_000,
      role: ["core", "edge", "unassigned"][papers.role[0]!],
      arxiv_id: "2401.00000",
      urls: ["https://example.org/code"],
      sources: ["feed/monday.txt"],
      listed: ["2024-10-04"],
      authors: ["Ada", "Bo"],
      published: "2026-11",
      venue: null,
      categories: [],
      keywords: ["owls"],
      doi: null,
      paper_url: null,
      code_url: "https://x.example/",
      project_url: null,
      language: null,
      author_comment: null,
    });
    expect(second).toMatchObject({ authors: [], published: null, keywords: [], code_url: null });
  });

  it("names each source and day of listing once, days in order, and no topic where a paper is in none", () => {
    const two = { ...data, sources: ["a", "b"], papers: { ...papers, appearances: APPEARANCES } };
    const none = { findTopic: () => null };
    expect(gatherPapers([0, 1], two, texts, none)).toMatchObject([
      { topic: null, sources: ["b", "a"], listed: ["1970-01-11", "1970-01-21"] },
      { topic: null, sources: ["a"], listed: [] },
    ]);
  });
});
