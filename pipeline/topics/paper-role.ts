/** The role of a paper: core, edge (between topics), unassigned, which is in none, or unsettled: it came since the fit and fits nowhere in it. */
export const ROLES = ["core", "edge", "unassigned", "unsettled"] as const;

/** One of the roles of a paper. */
export type Role = (typeof ROLES)[number];
