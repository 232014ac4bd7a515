import { formatCount, formatNumber } from "../text/format-figure.ts";
import type { Followed } from "./match-followed.ts";

/** Returns in words what each line found among the papers of a digest, those that found nothing last. */
export function describeFollowed(followed: readonly Followed[], papers: readonly { paper_id: string }[]): string[] {
  const counted = followed.map((line) => ({
    line,
    count: papers.filter(({ paper_id }) => line.paperIds.has(paper_id)).length,
  }));
  return [...counted.filter(({ count }) => count > 0), ...counted.filter(({ count }) => count === 0)].map(
    ({ line: { text, origin, topics, how, paperIds }, count }) => {
      const named = topics.length > 0 && topics.join("; ") !== text ? `, ${topics.join("; ")}` : "";
      const found = count > 0 ? formatCount(count, "paper") : "nothing";
      const all = count > 0 || paperIds.size === 0 ? "" : `; ${formatNumber(paperIds.size)} among all papers`;
      return `“${text}” (${origin}; ${how}${named}): ${found}${all}`;
    },
  );
}
