import { NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { findFirstDays } from "../first-days.ts";
import { findVotes } from "../paper-votes.ts";
import type { SortOrder } from "./sort-rows.ts";

/** An order that the reader may choose for a list of papers. */
export type PaperOrder = SortOrder & { name: string };

/** Returns the orders for lists of papers, the most typical first; by date and by upvotes only where a page gives any. */
export function listOrders({ papers }: Atlas["data"]): PaperOrder[] {
  const days = findFirstDays(papers);
  const votes = findVotes(papers);
  const orders: PaperOrder[] = [
    { name: "how typical", key: (row) => papers.similarity[row]!, isDescending: true },
    { name: "title", key: (row) => papers.title[row]!, isDescending: false },
  ];
  if (days.some((day) => day !== NONE))
    orders.push({ name: "date", key: (row) => (days[row] === NONE ? null : days[row]!), isDescending: true });
  if (votes.some((count) => count >= 0))
    orders.push({ name: "upvotes", key: (row) => (votes[row]! < 0 ? null : votes[row]!), isDescending: true });
  const { voteRatio } = papers;
  if (voteRatio && days.some((day) => day !== NONE))
    orders.push({
      name: "upvotes for its day",
      key: (row) => (voteRatio[row] === NONE ? null : voteRatio[row]!),
      isDescending: true,
    });
  return orders;
}
