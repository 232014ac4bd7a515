import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { DigestPaper } from "./read-digest.ts";

/** Papers with the best first, and what they are ordered by. */
export type RankedPapers = { papers: DigestPaper[]; basis: "upvotes" | "day" | "rank" | "page" };

/**
 * Returns papers by upvotes where any are known, of several days by how many times as many they are as their day lets expect; else by the rank that their page gives, else in the order of the page; a paper without the
 * figure stands behind those with it.
 */
export function rankDigest(papers: readonly DigestPaper[], hasDays: boolean): RankedPapers {
  const basis = chooseBasis(papers, hasDays);
  const votes = ({ upvotes, upvote_ratio }: DigestPaper) => (basis === "day" ? upvote_ratio : upvotes) ?? -1;
  const sorted = [...papers].sort(
    (a, b) =>
      votes(b) - votes(a) ||
      (b.upvotes ?? -1) - (a.upvotes ?? -1) ||
      (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
      compareCodeUnits(b.day ?? "", a.day ?? "") ||
      a.position - b.position ||
      compareCodeUnits(a.paper_id, b.paper_id),
  );
  return { papers: sorted, basis };
}

function chooseBasis(papers: readonly DigestPaper[], hasDays: boolean): RankedPapers["basis"] {
  if (hasDays && papers.some(({ upvote_ratio }) => upvote_ratio !== null)) return "day";
  if (papers.some(({ upvotes }) => upvotes !== null)) return "upvotes";
  return papers.some(({ rank }) => rank !== null) ? "rank" : "page";
}
