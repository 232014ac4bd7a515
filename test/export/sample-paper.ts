import type { ExportedPaper } from "../../pipeline/export/exported-paper.ts";

/** Returns a paper to write, all of its fields set, but for what is given. */
export function samplePaper(given: Partial<ExportedPaper> = {}): ExportedPaper {
  return {
    paper_id: "0a1b",
    title: "On birds",
    abstract: "They fly.",
    topic: "Flight",
    probability: 0.75,
    role: "core",
    arxiv_id: null,
    urls: ["https://example.org/a"],
    sources: ["feed/one.txt", "feed/two.txt"],
    listed: ["2024-10-04", "2024-10-06"],
    authors: ["Ada Owen", "Cy Elk"],
    published: "2023-11-24",
    venue: "Journal of Birds",
    categories: ["cs.CL", "cs.LG"],
    keywords: ["owls", "wings"],
    doi: "10.1000/a_b",
    paper_url: "https://example.org/paper",
    code_url: "https://example.org/code",
    project_url: null,
    language: "en",
    author_comment: null,
    ...given,
  };
}
