import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { DigestPaper } from "./read-digest.ts";

/** Papers with the best first, and what they are ordered by. */
export type RankedPapers = { papers: DigestPaper[]; basis: "upvotes" | "rank" | "page" };

/**
 * Returns papers by upvotes where any are known, else by the rank that their page gives, else in the order of the page; a paper without the
 * figure stands behind those with it.
 */
export function rankDigest(papers: readonly DigestPaper[]): RankedPapers {
  const basis: RankedPapers["basis"] = papers.some(({ upvotes }) => upvotes !== null)
    ? "upvotes"
    : papers.some(({ rank }) => rank !== null)
      ? "rank"
      : "page";
  const sorted = [...papers].sort(
    (a, b) =>
      (b.upvotes ?? -1) - (a.upvotes ?? -1) ||
      (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
      compareCodeUnits(b.day ?? "", a.day ?? "") ||
      a.position - b.position ||
      compareCodeUnits(a.paper_id, b.paper_id),
  );
  return { papers: sorted, basis };
}
