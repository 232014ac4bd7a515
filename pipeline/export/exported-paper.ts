/** A paper as it is written into files. */
export type ExportedPaper = {
  paper_id: string;
  /** Clean text, as is the abstract. */
  title: string;
  abstract: string;
  /** Label of its topic; null where it is in none. */
  topic: string | null;
  /** Of its topic, 0 to 1. */
  probability: number;
  role: string;
  arxiv_id: string | null;
  /** Addresses on the web. */
  urls: string[];
  /** Names of the input files that list it. */
  sources: string[];
  /** Days of listing, such as 2026-11-24, the first one first; none where no file gives one. */
  listed: string[];
  authors: string[];
  /** A day (2026-11-24), a month (2026-11) or a year (2026). */
  published: string | null;
  venue: string | null;
  categories: string[];
  keywords: string[];
  doi: string | null;
  paper_url: string | null;
  code_url: string | null;
  project_url: string | null;
  /** ISO 639-1 code, such as en. */
  language: string | null;
  /** Remark of the authors. */
  author_comment: string | null;
};
