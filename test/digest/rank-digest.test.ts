import { describe, expect, it } from "vitest";
import { rankDigest } from "../../pipeline/digest/rank-digest.ts";
import type { DigestPaper } from "../../pipeline/digest/read-digest.ts";

const paper = (paper_id: string, given: Partial<DigestPaper>) =>
  ({ paper_id, upvotes: null, upvote_ratio: null, rank: null, day: null, position: 1, ...given }) as DigestPaper;
const rank = (papers: DigestPaper[], hasDays = false) => {
  const ranked = rankDigest(papers, hasDays);
  return [ranked.basis, ...ranked.papers.map(({ paper_id }) => paper_id)];
};

describe("rankDigest", () => {
  it("goes by upvotes on one day, a paper without any last", () => {
    expect(rank([paper("a", {}), paper("b", { upvotes: 0 }), paper("c", { upvotes: 9, upvote_ratio: 0.5 })])).toEqual([
      "upvotes",
      "c",
      "b",
      "a",
    ]);
  });

  it("goes by how many more upvotes than their day lets expect on several days", () => {
    const young = paper("young", { upvotes: 20, upvote_ratio: 4 });
    const old = paper("old", { upvotes: 40, upvote_ratio: 2 });
    expect(rank([old, young], true)).toEqual(["day", "young", "old"]);
    expect(rank([old, young])).toEqual(["upvotes", "old", "young"]);
    expect(rank([paper("a", { upvotes: 1 }), paper("b", { upvotes: 2 })], true)).toEqual(["upvotes", "b", "a"]);
  });

  it("goes by rank where there are no upvotes, else by the page's order, the newest day first, equals by id", () => {
    expect(rank([paper("a", { rank: 2 }), paper("b", { rank: 1 })])).toEqual(["rank", "b", "a"]);
    expect(
      rank([
        paper("c", { day: "2026-01-01", position: 1 }),
        paper("b", { day: "2026-01-02", position: 7 }),
        paper("a", { day: "2026-01-02", position: 7 }),
      ]),
    ).toEqual(["page", "a", "b", "c"]);
  });
});
