/** The role of a paper: core, edge (between topics), or unassigned, which is in none. */
export const ROLES = ["core", "edge", "unassigned"] as const;

/** One of the three roles of a paper. */
export type Role = (typeof ROLES)[number];
