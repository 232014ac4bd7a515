import type { FoundRecord, Rejection } from "../record.ts";
import { readArxivReference } from "./arxiv-reference.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { type JsonRecord, readJsonRecords } from "./json-records.ts";
import { hasJsonKeys } from "./json-shape.ts";
import { asList, asObject, asText, omitKeys } from "./json-values.ts";
import { cleanName } from "./person-names.ts";

const READ = ["id", "title", "abstract", "authors", "authors_parsed", "categories", "comments", "journal-ref", "doi"];

/** arXiv's metadata of all its papers: JSON lines. */
export const arxivMetadata: Format = {
  name: "arxiv-metadata",
  description: "arXiv's bulk metadata, as JSON lines",
  recognizes: (head) => hasJsonKeys(head, "id", "abstract", "categories", "authors_parsed"),
  readRecords: (file) => readJsonRecords(file, readPaper),
};

function readPaper({ object, ...place }: JsonRecord): FoundRecord | Rejection {
  const versions = asList(object.versions).map(asObject);
  const latest = /^v(\d{1,3})$/.exec(asText(versions.at(-1)?.version) ?? "")?.[1];
  return toFoundRecord(place, {
    title: asText(object.title),
    abstract: asText(object.abstract),
    authors: readAuthors(object.authors_parsed),
    published: asText(versions[0]?.created) ?? asText(object.update_date),
    venue: asText(object["journal-ref"]),
    categories: asText(object.categories)?.trim().split(/\s+/) ?? null,
    doi: asText(object.doi),
    author_comment: asText(object.comments),
    ...readArxivReference(asText(object.id)),
    ...(latest !== undefined && { arxiv_version: Number(latest) }),
    extra: omitKeys(object, READ),
  });
}

/** An author is a list: family name, given names, what follows the name, and perhaps where they work. */
function readAuthors(parsed: unknown): string[] | null {
  const authors = asList(parsed).map((author) => {
    const [family = "", given = "", suffix = ""] = asList(author).map((part) => asText(part) ?? "");
    return cleanName(`${given} ${family}${suffix === "" ? "" : `, ${suffix}`}`);
  });
  return authors.length > 0 ? authors : null;
}
