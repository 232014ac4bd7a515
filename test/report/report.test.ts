import { describe, expect, it } from "vitest";
import { writeReport } from "../../pipeline/report/report.ts";
import type { ReportData } from "../../pipeline/report/report-rows.ts";

const HOSTILE = '<script>alert(1)</script> [click](javascript:alert(1)) | `code` *bold* _x_ # no\n\n# heading "onload=';

const DATA: ReportData = {
  totals: {
    records: 6,
    files: 2,
    papers: 4,
    repeats: 1,
    rejected: 1,
    left_out: 1,
    cut_texts: 0,
    topics: 2,
    broader: 0,
    edges: 1,
    unassigned: 0,
    words: 180,
    mean_similarity: 0.4,
  },
  languages: [
    { language: "en", papers: 2 },
    { language: "fr", papers: 1 },
  ],
  levels: [{ level: 0, topics: 2, stability: 0.675, verdict: "fair", reason: "halves of the papers say no more" }],
  mapQuality: { trustworthiness: 0.9512, neighbors: 1 },
  topics: [
    {
      topic_id: 1,
      label: "Graph kernels",
      size: 3,
      share: 0.75,
      terms: ["graph kernels", "isomorphism"],
      cohesion: 0.9,
      stability: 0.8,
      mixed: false,
      nearest_label: "Speech",
      nearest_similarity: 0.1,
    },
    {
      topic_id: 2,
      label: "Speech",
      size: 1,
      share: 0.25,
      terms: null,
      cohesion: 1,
      stability: 0.3,
      mixed: false,
      nearest_label: "Graph kernels",
      nearest_similarity: 0.1,
    },
  ],
  tree: [
    {
      topic_id: 1,
      level: 0,
      label: "Graph kernels",
      size: 3,
      share: 0.75,
      children: 0,
      cohesion: 0.9,
      stability: 0.8,
      depth: 1,
      nearest_label: "Speech",
    },
    {
      topic_id: 2,
      level: 0,
      label: "Speech",
      size: 1,
      share: 0.25,
      children: 0,
      cohesion: 0.9,
      stability: 0.3,
      depth: 1,
      nearest_label: "Graph kernels",
    },
  ],
  events: [],
  lastMoves: null,
  labels: [
    {
      topic_id: 1,
      level: 0,
      verdict: "fits",
      inside: 2,
      outside: 1,
      size: 3,
      routing: 2 / 3,
      routing_with_terms: 1,
      mixed: false,
    },
    {
      topic_id: 2,
      level: 0,
      verdict: "provisional",
      inside: null,
      outside: null,
      size: 1,
      routing: 0,
      routing_with_terms: null,
      mixed: false,
    },
  ],
  routing: 0.5,
  representatives: [
    {
      topic_id: 1,
      paper_id: "a",
      title: "Kernels on graphs",
      urls: ["https://github.com/x/y"],
      arxiv_id: "2401.00001",
      reasons: ["graph kernels", "isomorphism"],
    },
    { topic_id: 2, paper_id: "b", title: HOSTILE, urls: ["javascript:alert(1)"], arxiv_id: null, reasons: null },
  ],
  doubtful: [
    { topic_id: 1, title: "In between", second: "Speech", margin: 0.0123 },
    { topic_id: 1, title: HOSTILE, second: HOSTILE, margin: -0.01 },
  ],
  faithfulness: {
    papers: 3,
    sufficiency: 0.9,
    random_sufficiency: 0.667,
    comprehensiveness: 0.25,
    random_comprehensiveness: 0.125,
  },
  evidence: [{ topic_id: 1, term: "graph kernels", sentence: "We study graph kernels.", title: "Kernels on graphs" }],
  quotes: [{ topic_id: 1, sentence: "We study graph kernels.", title: "Kernels on graphs" }],
  latest: { since: "2026-11-18", until: "2026-11-24", precision: "day", basis: "listed", papers: 2, earlier_papers: 8 },
  trends: [
    {
      topic_id: 1,
      topic_label: "Graph kernels",
      since: "2026-11-18",
      new_papers: 2,
      new_share: 1,
      earlier_share: 0.125,
      change: 0.875,
      change_low: 0.1234,
      change_high: 0.9,
      trend: "rising",
    },
    {
      topic_id: 2,
      topic_label: "Speech",
      since: "2026-11-10",
      new_papers: 0,
      new_share: 0,
      earlier_share: 0.875,
      change: -0.875,
      change_low: -0.9,
      change_high: -0.1234,
      trend: "fading",
    },
  ],
  phrases: [
    {
      phrase: "graph | kernel",
      since: "2026-11-18",
      new_papers: 2,
      earlier_papers: 1,
      trend: "rising",
      topic_label: "Graph kernels",
    },
  ],
  fit: null,
  drift: [],
  unsettled: [],
  time: {
    period: "week",
    starts: ["2026-11-09", "2026-11-16", "2026-11-23"],
    shares: new Map([
      [1, [0.5, 0, 1]],
      [2, [0.5, 1, 0]],
    ]),
  },
  mapPoints: [],
  mapNumbers: [],
  sources: [{ source: "feed/a.jsonl", format: "json-lines", found: 6, papers: 4, merged: 1, rejected: 1 }],
  merged: [{ kind: "exact", records: 1 }],
  pairsInDoubt: [],
  rejected: [
    { source: "feed/a.jsonl", line: 3, reason: `empty title: ${HOSTILE}` },
    { source: "feed/notes.csv", line: 0, reason: "left out: unknown format" },
  ],
  unsure: [{ title: "In between", topic: "Speech", second: "Graph kernels", probability: 0.4 }],
  unassigned: [],
  charts: [
    { name: "topic-map", description: "Scatter plot of 4 papers", svg: drawPicture("Map") },
    { name: "topic-sizes", description: "Bar chart of 2 topics", svg: drawPicture(HOSTILE) },
  ],
  settings: [["seed", "1"]],
};

/** A picture as Vega makes one: with an id of its own, a reference to it, and a text. */
function drawPicture(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" role="img"><title>${escaped}</title><clipPath id="clip1"><rect/></clipPath><text clip-path="url(#clip1)">${escaped}</text></svg>`;
}

describe("writeReport", () => {
  it("reads as it did when it was last approved", async () => {
    await expect(writeReport(DATA)).toMatchFileSnapshot("../golden/report.md");
  });

  it("breaks no line before a percent sign", () => {
    expect(writeReport(DATA)).not.toMatch(/\d %/);
  });

  it("says the same whenever it is asked", () => {
    expect(writeReport(DATA)).toBe(writeReport(structuredClone(DATA)));
  });

  it("shows hostile text as text: no HTML, no link of its own, no heading, no new table cell", () => {
    const markdown = writeReport(DATA);
    expect(markdown).not.toMatch(/(?<!\\)<script/);
    expect(markdown).not.toMatch(/(?<!\\)\[click\]/);
    expect(markdown).not.toMatch(/^# heading/m);
    expect(markdown).not.toContain("](javascript:");
  });

  it("links a paper to arXiv, else to its first address", () => {
    expect(writeReport(DATA)).toContain("[Kernels on graphs](https://arxiv.org/abs/2401.00001)");
    const [first, ...others] = DATA.representatives;
    const withoutArxiv = { ...DATA, representatives: [{ ...first!, arxiv_id: null }, ...others] };
    expect(writeReport(withoutArxiv)).toContain("[Kernels on graphs](https://github.com/x/y)");
  });

  it("names what was set aside, up to fifty, and counts the rest", () => {
    const rejected = Array.from({ length: 60 }, (_, index) => ({
      source: "a.jsonl",
      line: index + 1,
      reason: "no title",
    }));
    const markdown = writeReport({ ...DATA, rejected });
    expect(markdown).toContain("`a.jsonl:50`");
    expect(markdown).not.toContain("`a.jsonl:51`");
    expect(markdown).toContain("… and 10 more.");
  });

  it("claims nothing of reasons that could not be measured", () => {
    const faithfulness = { ...DATA.faithfulness, papers: 0 };
    expect(writeReport({ ...DATA, faithfulness })).toContain("No abstract was long enough");
  });

  it("says what each label holds for, and which are provisional", () => {
    const markdown = writeReport(DATA);
    expect(markdown).toContain(
      "A phrase of the label is in 2 of its 3 papers and in 1 other. The label alone leads 67\u00a0% of held-out papers of the topic to it, with the terms beside it 100\u00a0%.",
    );
    expect(markdown).toContain("**The label is provisional: it is the title of a paper.**");
    expect(markdown).toContain("**Its label is provisional.**");
    expect(markdown).toContain(
      "50\u00a0% are led to their topic by its label alone, 100\u00a0% by the label with the terms beside it, four phrases in all (chance would be 50\u00a0%). 1 of 2 is provisional",
    );
    const fitting = DATA.labels.map((label) => ({ ...label, verdict: "fits" as const }));
    expect(writeReport({ ...DATA, labels: fitting })).toContain("None of them is provisional.");
  });

  it("never calls a topic other than its figure says beside it", () => {
    const [graphs, ...others] = DATA.topics;
    const topics = [{ ...graphs!, stability: 0.7468 }, ...others];
    expect(writeReport({ ...DATA, topics })).toContain("3 papers, firm (stability 0.75)");
  });

  it("parts thousands", () => {
    const totals = { ...DATA.totals, papers: 1371, records: 1374 };
    const markdown = writeReport({ ...DATA, totals });
    expect(markdown).toContain("# 1,371 papers in 2 topics");
    expect(markdown).toContain("1,374 records in 2 files = 1,371 papers + 1 merged as repeats + 1 set aside.");
  });

  it("says how many topics each level has, how well they hold together, and why", () => {
    const broad = { level: 1, topics: 3, stability: 0.8, verdict: "firm", reason: "they stand out" };
    const markdown = writeReport({ ...DATA, levels: [{ ...DATA.levels[0]!, topics: 9 }, broad] });
    expect(markdown).toContain("# 4 papers in 9 topics in 3 groups");
    expect(markdown).toContain("**Broad level.** 3 topics, firm on the whole (stability 0.80): they stand out.");
  });
});

describe("what is new", () => {
  it("names what rises and what fades, since when, with the interval in points", () => {
    const markdown = writeReport(DATA);
    expect(markdown).toContain("2 of 10 papers were first listed in the last seven days, 2026-11-18 to 2026-11-24.");
    expect(markdown).toContain(
      "**Rising:** Graph kernels (2 papers since 2026-11-18, 100.0\u00a0% after 12.5\u00a0%; +12.3 to +90.0 points).",
    );
    expect(markdown).toContain(
      "**Fading:** Speech (0 papers since 2026-11-10, 0.0\u00a0% after 87.5\u00a0%; −90.0 to −12.3 points).",
    );
  });

  it("names phrases that rise, as text", () => {
    expect(writeReport(DATA)).toContain(
      "**Phrases that rise:** “graph | kernel” (2 papers since 2026-11-18, 1 before; most in Graph kernels).",
    );
    const alone = writeReport({ ...DATA, trends: [] });
    expect(alone).toContain("Phrases that rise");
    expect(alone).not.toContain("No topic is surely new");
  });

  it("stands at the head, before the map", () => {
    const markdown = writeReport(DATA);
    expect(markdown.indexOf("## What is new and what moves")).toBeLessThan(markdown.indexOf("![Map of"));
  });

  it("tells new topics from rising ones, and says where nothing changed", () => {
    const [graphs, speech] = DATA.trends;
    const born = writeReport({ ...DATA, trends: [{ ...graphs!, trend: "new" }, speech!] });
    expect(born).toContain("**New:** Graph kernels (2 papers");
    expect(born).not.toContain("**Rising:**");
    expect(writeReport({ ...DATA, trends: [], phrases: [] })).toContain("No topic is surely new, rising or fading.");
  });

  it("is not spoken of without dates, or where all came lately", () => {
    const undated = writeReport({ ...DATA, latest: null, trends: [], phrases: [], time: null });
    expect(undated).not.toMatch(/What is new|week/);
    const first = { ...DATA.latest!, papers: 10, earlier_papers: 0 };
    expect(writeReport({ ...DATA, latest: first, trends: [] })).not.toContain("What is new");
  });
});

describe("the report of repeats", () => {
  it("counts them by kind, and shows the pairs in doubt with their texts escaped", () => {
    const pair = { kind: "near", score: 0.6123, merged: true, distinction: null, kept: HOSTILE, other: "Speech" };
    const markdown = writeReport({ ...DATA, merged: [{ kind: "near", records: 2 }], pairsInDoubt: [pair] });
    expect(markdown).toContain("Records merged into another, by what they share: 2 near.");
    expect(markdown).toMatch(/\| merged \| near \|\s+0\.612 \|/);
    expect(markdown).not.toContain(HOSTILE);
  });

  it("is left out where there are none", () => {
    expect(writeReport({ ...DATA, merged: [] })).not.toContain("### Repeats");
  });
});

describe("the report of topics in levels", () => {
  const [graphs, speech] = DATA.tree;
  const broad = { ...graphs!, topic_id: 3, level: 1, label: "Signals | and graphs", size: 4, share: 1, children: 2 };
  const tree = [broad, { ...graphs!, depth: 2 }, { ...speech!, depth: 2 }];

  it("shows a broader topic before its parts, in list and text", () => {
    const markdown = writeReport({ ...DATA, totals: { ...DATA.totals, broader: 1 }, tree });
    expect(markdown).toMatch(
      /\| 3 \| \*\*\[Signals \\\| and graphs\]\(#3-signals--and-graphs\)\*\* \| 4 \|[^\n]*\n\| 1 \| ↳ \[Graph kernels\]\(#1-graph-kernels\): isomorphism \| 3 \| ▅·█ \| firm \|/,
    );
    expect(markdown).toMatch(
      /### 3\. Signals[\s\S]*4 papers in 2 topics[\s\S]*#### 1\. Graph kernels[\s\S]*#### 2\. Speech/,
    );
    expect(markdown).toContain("4 papers in 2 topics, firm (stability 0.80).");
  });

  it("says so of a mixed topic, and of papers that are all alike", () => {
    const topics = [{ ...DATA.topics[0]!, mixed: true }];
    const totals = { ...DATA.totals, mean_similarity: 0.97 };
    const markdown = writeReport({ ...DATA, topics, totals });
    expect(markdown).toContain("Mixed: its papers have little to do with each other.");
    expect(markdown).toContain(
      "**The papers all say about the same (mean cosine 0.97 of two of them): topics part them by details.**",
    );
    expect(writeReport(DATA)).not.toMatch(/Mixed: |about the same/);
  });

  it("tells what became of the topics of the run before", () => {
    const same = {
      level: 0,
      papers: 3,
      previous_papers: 3,
      shared_papers: 3,
      new_papers: 0,
      gone_papers: 0,
      evidence: 1,
    };
    const graphs = { ...same, topic_id: 1, previous_topic_id: 1, label: "Graph kernels", previous_label: "Graphs" };
    const markdown = writeReport({
      ...DATA,
      lastMoves: { papers_in_both: 8, moved: 5 },
      events: [
        { ...graphs, event: "merged" },
        { ...graphs, event: "merged", previous_topic_id: 4, previous_label: HOSTILE, shared_papers: 2 },
        { ...graphs, event: "renamed" },
        {
          ...graphs,
          event: "split",
          topic_id: 2,
          previous_topic_id: 5,
          label: "Speech",
          previous_label: "Audio",
          shared_papers: 2,
        },
        {
          ...graphs,
          event: "born",
          topic_id: 6,
          previous_topic_id: null,
          label: "Robots",
          shared_papers: 0,
          new_papers: 2,
        },
        {
          ...graphs,
          event: "died",
          topic_id: null,
          previous_topic_id: 7,
          previous_label: "Crystals",
          shared_papers: 0,
        },
      ],
    });
    expect(markdown).toContain(
      "Since the last run: 1 of 3 topics go on under their numbers and colours; 1 is new; 1 is no more. " +
        "Of the 8 papers that both runs placed, 5 are in another topic now.",
    );
    expect(markdown).toContain("*Graph kernels* (1) was called Graphs.");
    expect(markdown).toContain("(4) with 2 of its 3 papers went into *Graph kernels* (1).");
    expect(markdown).toContain("*Audio* (5) split: of its 3 papers 2 went into *Speech* (2).");
    expect(markdown).toContain("*Robots* (6) is new, with 3 papers: 2 came since, 1 from other topics.");
    expect(markdown).toContain("*Crystals* (7) is no more: of its 3 papers 3 are in other topics.");
    expect(markdown).not.toMatch(/(?<!\\)<script/);
  });

  it("lists papers without a topic", () => {
    const unassigned = [{ title: "Adrift", best: "Speech", probability: 0.21 }];
    const markdown = writeReport({ ...DATA, totals: { ...DATA.totals, unassigned: 1 }, unassigned });
    expect(markdown).toContain("and 1 is in no topic.");
    expect(markdown).toContain("| Adrift | Speech | 0.21 |");
  });
});

describe("papers too long to be searched as a whole", () => {
  it("are counted at the head, and not spoken of where there are none", () => {
    const totals = { ...DATA.totals, cut_texts: 2 };
    expect(writeReport({ ...DATA, totals })).toContain("Of 2 papers only the beginning was searched");
    expect(writeReport(DATA)).not.toContain("only the beginning");
  });
});

describe("languages in the report", () => {
  it("are counted, the unknown ones last", () => {
    expect(writeReport(DATA)).toContain("Languages: 2 in English, 1 in French, and 1 of unknown language.");
  });

  it("come with a note where the model reads English and most papers are not", () => {
    const settings: ReportData["settings"] = [["model", "sentence-transformers/all-MiniLM-L6-v2"]];
    const languages = [{ language: "de", papers: 3 }];
    const note = "most papers are in German, and the model reads English";
    expect(writeReport({ ...DATA, languages, settings })).toContain(note);
    expect(writeReport({ ...DATA, settings })).not.toContain("reads English");
    const other: ReportData["settings"] = [["model", "Xenova/multilingual-e5-small"]];
    expect(writeReport({ ...DATA, languages, settings: other })).not.toContain("reads English");
  });
});
