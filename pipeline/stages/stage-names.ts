/** Every stage, in the order in which they run. */
export const STAGE_NAMES = [
  "parse",
  "dedupe",
  "embed",
  "space",
  "cluster",
  "label",
  "explain",
  "project",
  "chart",
  "report",
  "atlas",
] as const;

export type StageName = (typeof STAGE_NAMES)[number];
