import { expect, it } from "vitest";
import { writeCslJson } from "../../pipeline/export/write-csl-json.ts";
import { samplePaper } from "./sample-paper.ts";

it("describes an item a paper, and leaves out what is not known", () => {
  const papers = [
    samplePaper({ authors: ["Ada Owen", "Plato", "Martin King Jr."], arxiv_id: "2401.00001" }),
    samplePaper({ paper_id: "2", venue: "ICML 2025", published: null, doi: null, language: null, abstract: "" }),
    { ...samplePaper({ paper_id: "3", venue: null, published: "2026-03", topic: null, keywords: [], authors: [] }) },
  ];
  expect(JSON.parse(writeCslJson(papers))).toEqual([
    {
      id: "paper-0a1b",
      type: "article-journal",
      title: "On birds",
      author: [
        { family: "Owen", given: "Ada" },
        { literal: "Plato" },
        { family: "King", given: "Martin", suffix: "Jr." },
      ],
      issued: { "date-parts": [[2023, 11, 24]] },
      "container-title": "Journal of Birds",
      DOI: "10.1000/a_b",
      URL: "https://arxiv.org/abs/2401.00001",
      archive: "arXiv",
      archive_location: "2401.00001",
      language: "en",
      keyword: "Flight, owls, wings",
      abstract: "They fly.",
    },
    {
      id: "paper-2",
      type: "paper-conference",
      title: "On birds",
      author: [
        { family: "Owen", given: "Ada" },
        { family: "Elk", given: "Cy" },
      ],
      issued: { "date-parts": [[2024]] },
      "container-title": "ICML 2025",
      URL: "https://example.org/paper",
      keyword: "Flight, owls, wings",
    },
    {
      id: "paper-3",
      type: "article",
      title: "On birds",
      issued: { "date-parts": [[2026, 3]] },
      DOI: "10.1000/a_b",
      URL: "https://example.org/paper",
      language: "en",
      abstract: "They fly.",
    },
  ]);
});
