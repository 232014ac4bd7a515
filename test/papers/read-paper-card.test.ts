import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { listPaperLinks } from "../../pipeline/papers/list-paper-links.ts";
import { readPaperCard } from "../../pipeline/papers/read-paper-card.ts";
import { openSampleCards, PAPER } from "../topic-cards/sample-cards.ts";

let database: Database;
beforeAll(async () => {
  database = await openSampleCards();
});
afterAll(() => database.close());

describe("readPaperCard", () => {
  it("tells what a paper is, where it is and why", async () => {
    const card = await readPaperCard(database, PAPER.a!, 2);
    expect(card).toMatchObject({
      paper_id: PAPER.a,
      title: "Kernels on graphs",
      authors: ["Ada Lovelace", "山田 太郎"],
      links: [
        { name: "arXiv", address: "https://arxiv.org/abs/2606.00001" },
        { name: "code", address: "https://example.org/code" },
      ],
      topic: {
        topic_id: 1,
        label: "Graph kernels, graphs",
        color: "#336699",
        path: [
          { topic_id: 5, label: "Kernels, speech" },
          { topic_id: 1, label: "Graph kernels, graphs" },
        ],
      },
      role: "core",
      probability: 0.9,
      second_topic: { topic_id: 2, label: "Speech of whales", probability: 0.1 },
    });
    expect(card.neighbors.map(({ paper_id }) => paper_id)).toEqual([PAPER.c, PAPER.b]);
    expect(card.why_here.map(({ kind }) => kind)).toEqual([
      "topic",
      "probability",
      "second topic",
      "near paper",
      "near paper",
    ]);
    expect(card.appearances).toMatchObject([
      { source: "feed/1.jsonl", position: 1, listed_date: "2026-06-01", rank: 1 },
    ]);
    expect(card.duplicates).toEqual([]);
  });

  it("tells what was merged into it", async () => {
    const { appearances, duplicates } = await readPaperCard(database, PAPER.d!, 1);
    expect(appearances.map(({ position }) => position)).toEqual([4, 100]);
    expect(duplicates).toEqual([
      {
        merged_source: "feed/1.jsonl",
        merged_position: 100,
        title: "The speech of whales",
        kind: "near",
        score: 0.8123,
        reason: "most words are the same",
      },
    ]);
  });

  it("tells of a paper in no topic which was the best it had", async () => {
    expect(await readPaperCard(database, PAPER.h!, 1)).toMatchObject({
      topic: null,
      role: "unassigned",
      probability: null,
      second_topic: { topic_id: 3, label: "Robots", probability: 0.4 },
    });
  });
});

describe("listPaperLinks", () => {
  it("gives each address once and none that is not of the web", () => {
    const links = listPaperLinks({
      arxiv_id: "2606.00001",
      doi: "10.1000/a<b>/c",
      paper_url: "https://arxiv.org/abs/2606.00001",
      code_url: "javascript:alert(1)",
      project_url: "file:///etc/passwd",
      urls: ["http://example.org", "https://", "http://example.org/"],
    });
    expect(links).toEqual([
      { name: "arXiv", address: "https://arxiv.org/abs/2606.00001" },
      { name: "DOI", address: "https://doi.org/10.1000/a%3Cb%3E/c" },
      { name: "abstract", address: "http://example.org/" },
    ]);
  });
});
