import { writeDay } from "../../../calendar-day.ts";
import type { ExportedPaper } from "../../../export/exported-paper.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import { type AtlasData, type AtlasTexts, FRACTION_UNIT, NONE } from "../../atlas-data.ts";
import type { AtlasIndex } from "../atlas-index.ts";

/** Returns papers with all that the page knows of them, for a file, in the order of `rows`. */
export function gatherPapers(
  rows: ArrayLike<number>,
  { papers, sources, dates }: AtlasData,
  { abstract, details }: AtlasTexts,
  index: Pick<AtlasIndex, "findTopic">,
): ExportedPaper[] {
  const { start, source, day } = papers.appearances;
  return Array.from(rows, (row) => {
    const [from, to] = [start[row]!, start[row + 1]!];
    const days = new Set(
      day
        .subarray(from, to)
        .filter((known) => known !== NONE)
        .sort(),
    );
    const paper = details[row]!;
    return {
      paper_id: papers.id[row]!,
      title: papers.title[row]!,
      abstract: abstract[row]!,
      topic: index.findTopic(row)?.label ?? null,
      probability: papers.probability[row]! / FRACTION_UNIT,
      role: ROLES[papers.role[row]!]!,
      arxiv_id: papers.arxivId[row] || null,
      urls: papers.urls[row]!,
      sources: [...new Set(source.subarray(from, to))].map((place) => sources[place]!),
      listed: dates.basis === "listed" ? Array.from(days, writeDay) : [],
      authors: paper.authors,
      published: paper.published || null,
      venue: paper.venue || null,
      categories: paper.categories,
      keywords: paper.keywords,
      doi: paper.doi || null,
      paper_url: paper.paperUrl || null,
      code_url: paper.codeUrl || null,
      project_url: paper.projectUrl || null,
      language: paper.language || null,
      author_comment: paper.authorComment || null,
    };
  });
}
