import { createHash } from "node:crypto";
import type { Element } from "xast";
import { x } from "xastscript";
import { choosePaperUrl } from "../documents/paper-url.ts";
import { writeXml } from "../documents/write-xml.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { linkPaper } from "./atlas-link.ts";
import type { Digest, DigestPaper } from "./read-digest.ts";
import { summarizeAbstract } from "./summarize-abstract.ts";

const ATOM = "http://www.w3.org/2005/Atom";
/** Makes the identifiers of this program different from those that others make of the same names. */
const NAMESPACE = "b8e7c9d2-5f0a-4f43-9a51-1f0f7a2d6c3e";
const MOST_ENTRIES = 500;

/**
 * Returns the papers as an Atom feed (RFC 4287), the newest first. An entry's id is made from the paper's, so that a reader shows a paper
 * once however often the feed is written; its time is the day on which it was first listed. `atlas` is an address of the web, if known.
 */
export function writeFeed({ feedPapers, folders, followed, updatedAt }: Digest, atlas: string | null): string {
  const name = followed === null ? "" : " for you";
  const entries = feedPapers
    .map((paper) => ({ paper, time: paper.first_day === null ? updatedAt : `${paper.first_day}T00:00:00Z` }))
    .sort((a, b) => compareCodeUnits(b.time, a.time) || compareCodeUnits(a.paper.paper_id, b.paper.paper_id))
    .slice(0, MOST_ENTRIES);
  const feed = x("feed", { xmlns: ATOM }, [
    x("id", nameByHash("feed", [...folders, ...(followed ?? []).map(({ text }) => `follow ${text}`)].join("\n"))),
    x("title", `Topic Atlas${name}: ${folders.join(", ")}`),
    x("updated", updatedAt),
    x("author", [x("name", "Topic Atlas")]),
    x("generator", "Topic Atlas"),
    // A line an entry, for people and for diff.
    ...entries.flatMap(({ paper, time }) => ["\n", describeEntry(paper, time, atlas)]),
    "\n",
  ]);
  return writeXml(feed);
}

function describeEntry(paper: DigestPaper, time: string, atlas: string | null): Element {
  const { paper_id, title, abstract, urls, arxiv_id, authors, topic } = paper;
  const url = choosePaperUrl(urls, arxiv_id);
  return x("entry", [
    x("id", nameByHash("paper", paper_id)),
    x("title", title),
    x("updated", time),
    x("published", time),
    ...authors.map((name) => x("author", [x("name", name)])),
    url === null ? null : x("link", { rel: "alternate", href: url }),
    atlas === null ? null : x("link", { rel: "related", href: linkPaper(atlas, paper_id), title: "Place on the map" }),
    topic === null ? null : x("category", { term: topic }),
    x("summary", summarizeAbstract(abstract)),
    x("content", { type: "text" }, abstract),
  ]);
}

/** Returns a UUID made from a name (version 5, RFC 9562), as a URN. */
function nameByHash(kind: string, name: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(NAMESPACE.replaceAll("-", ""), "hex"))
    .update(`${kind}\n${name}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
}
