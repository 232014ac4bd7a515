/** What the sources say of a paper beside its text: columns of `papers`, in the order in which files and cards have them. */
export const PAPER_DETAILS = [
  "authors",
  "published",
  "venue",
  "categories",
  "keywords",
  "doi",
  "paper_url",
  "code_url",
  "project_url",
  "language",
  "author_comment",
] as const;
