import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { cleanPubmedTitle, readPubmedSpan } from "./pubmed-text.ts";
import {
  childText,
  childTexts,
  findBelow,
  findChild,
  listChildren,
  listOtherFields,
  textOf,
  type XmlElement,
} from "./xml-elements.ts";
import { readXmlRecords, type XmlRecord } from "./xml-records.ts";
import { readXmlRoot } from "./xml-root.ts";

const READ_OF_ARTICLE = ["ArticleTitle", "Abstract", "AuthorList", "Language", "ELocationID", "Journal"];
const READ_OF_CITATION = ["Article", "MeshHeadingList", "KeywordList"];

/** Articles of PubMed, as it exports them in XML. */
export const pubmed: Format = {
  name: "pubmed",
  description: "XML of PubMed",
  recognizes: (head) => /^Pubmed(?:Article|BookArticle)(?:Set)?$/.test(readXmlRoot(head) ?? ""),
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  for await (const record of readXmlRecords(file, ["PubmedArticle", "PubmedBookArticle"]))
    yield "reason" in record ? record : readArticle(record);
}

function readArticle({ element, ...place }: XmlRecord): FoundRecord | Rejection {
  const citation = findChild(element, "MedlineCitation") ?? findChild(element, "BookDocument") ?? element;
  const article = findChild(citation, "Article") ?? citation;
  const journal = findChild(article, "Journal");
  const pmid = childText(citation, "PMID");
  return toFoundRecord(place, {
    title: readTitle(article),
    abstract: readAbstract(findChild(article, "Abstract")),
    authors: readAuthors(findChild(article, "AuthorList")),
    published:
      readDate(findBelow(article, "Journal", "JournalIssue", "PubDate")) ??
      readDate(findChild(article, "ArticleDate")) ??
      readDate(findBelow(article, "Book", "PubDate")),
    venue: journal && (childText(journal, "Title") ?? childText(journal, "ISOAbbreviation")),
    categories: readHeadings(findChild(citation, "MeshHeadingList")),
    keywords: listChildren(citation, "KeywordList").flatMap((list) => childTexts(list, "Keyword") ?? []),
    doi: findDoi(element, article),
    paper_url: pmid && `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`,
    language: childText(article, "Language"),
    extra: {
      ...listOtherFields(citation, article === citation ? [...READ_OF_ARTICLE, ...READ_OF_CITATION] : READ_OF_CITATION),
      ...(article !== citation && listOtherFields(article, READ_OF_ARTICLE)),
      ...(journal && { Journal: listOtherFields(journal, ["Title"]) }),
      ...listOtherFields(element, ["MedlineCitation", "BookDocument"]),
    },
  });
}

function readTitle(article: XmlElement): string | null {
  const title = childText(article, "ArticleTitle") ?? childText(article, "VernacularTitle");
  return title && cleanPubmedTitle(title);
}

/** Joins the parts of an abstract, each behind its label, as PubMed shows them. */
function readAbstract(abstract: XmlElement | null): string | null {
  if (!abstract) return null;
  const parts = listChildren(abstract, "AbstractText").map((part) => {
    const text = textOf(part).trim();
    const label = part.attributes.Label ?? "";
    return text === "" || label === "" || /^unlabelled$/i.test(label) ? text : `${label}: ${text}`;
  });
  return parts.filter((part) => part !== "").join("\n") || null;
}

function readAuthors(list: XmlElement | null): string[] | null {
  if (!list) return null;
  const names = listChildren(list, "Author").map((author) => {
    const parts = [childText(author, "ForeName") ?? childText(author, "Initials"), childText(author, "LastName")];
    const name = [...parts, childText(author, "Suffix")].filter((part) => part !== null).join(" ");
    return childText(author, "CollectiveName") ?? name;
  });
  return names.filter((name) => name !== "");
}

function readDate(date: XmlElement | null): string | null {
  if (!date) return null;
  const parts = ["Year", "Month", "Day"].map((name) => childText(date, name));
  const known = parts.slice(0, parts.includes(null) ? parts.indexOf(null) : 3);
  if (known.length > 0) return known.join(/^\d+$/.test(known[1] ?? "") ? "-" : " ");
  return readPubmedSpan(childText(date, "MedlineDate") ?? "");
}

function readHeadings(list: XmlElement | null): string[] | null {
  return list && listChildren(list, "MeshHeading").flatMap((heading) => childText(heading, "DescriptorName") ?? []);
}

function findDoi(element: XmlElement, article: XmlElement): string | null {
  const located = listChildren(article, "ELocationID").find(({ attributes }) => attributes.EIdType === "doi");
  const ids = findBelow(element, "PubmedData", "ArticleIdList");
  const listed = ids && listChildren(ids, "ArticleId").find(({ attributes }) => attributes.IdType === "doi");
  return textOf(located ?? listed ?? null).trim() || null;
}
