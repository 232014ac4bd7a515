import type { FileContent } from "../file-content.ts";
import { arxivApi } from "./arxiv-api.ts";
import { arxivMetadata } from "./arxiv-metadata.ts";
import { atom } from "./atom.ts";
import { bibtex } from "./bibtex.ts";
import { crossref } from "./crossref.ts";
import { cslJson } from "./csl-json.ts";
import { dailyJson } from "./daily-json.ts";
import { dailyPage } from "./daily-page.ts";
import { delimited } from "./delimited.ts";
import { feedPage } from "./feed-page.ts";
import type { Format } from "./format.ts";
import { jsonDocument } from "./json-document.ts";
import { jsonLines } from "./json-lines.ts";
import { markdownList } from "./markdown-list.ts";
import { medline } from "./medline.ts";
import { openalex } from "./openalex.ts";
import { parquet } from "./parquet.ts";
import { pubmed } from "./pubmed.ts";
import { ris } from "./ris.ts";
import { rss } from "./rss.ts";
import { semanticScholar } from "./semantic-scholar.ts";
import { weeklyText } from "./weekly-text.ts";

/** Every format that can be read; the first that recognizes a file reads it. */
export const FORMATS: readonly Format[] = [
  dailyPage,
  feedPage,
  dailyJson,
  weeklyText,
  pubmed,
  rss,
  arxivApi,
  atom,
  arxivMetadata,
  openalex,
  semanticScholar,
  crossref,
  cslJson,
  ris,
  medline,
  bibtex,
  parquet,
  markdownList,
  jsonLines,
  jsonDocument,
  delimited,
];

const DESCRIPTIONS = FORMATS.map(({ description }) => description);

/** What can be read, as a sentence for messages. */
export const KNOWN_FORMATS = `Known formats: ${DESCRIPTIONS.join("; ")}; each also packed, by gzip or Zstandard, or in a zip.`;

/** Returns the format that reads a file; null when none recognizes it. Throws a UserError when the file cannot be read. */
export async function findFormat(file: FileContent): Promise<Format | null> {
  const head = await file.readHead();
  return FORMATS.find(({ recognizes }) => recognizes(head)) ?? null;
}
