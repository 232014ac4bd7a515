import type { Stage } from "../engine/stage.ts";

/** Every stage in the order in which they run. Their code is loaded when a run begins: the names alone cost nothing. */
const STAGES: Record<string, () => Promise<Stage>> = {
  parse: async () => (await import("./parse.ts")).parseStage,
  compare: async () => (await import("./compare.ts")).compareStage,
  dedupe: async () => (await import("./dedupe.ts")).dedupeStage,
  embed: async () => (await import("./embed.ts")).embedStage,
  place: async () => (await import("./place.ts")).placeStage,
  space: async () => (await import("./space.ts")).spaceStage,
  cluster: async () => (await import("./cluster.ts")).clusterStage,
  label: async () => (await import("./label.ts")).labelStage,
  trend: async () => (await import("./trend.ts")).trendStage,
  explain: async () => (await import("./explain.ts")).explainStage,
  project: async () => (await import("./project.ts")).projectStage,
  trace: async () => (await import("./trace.ts")).traceStage,
  chart: async () => (await import("./chart.ts")).chartStage,
  report: async () => (await import("./report.ts")).reportStage,
  atlas: async () => (await import("./atlas.ts")).atlasStage,
};

/** The names of the stages, in order. */
export const STAGE_NAMES: readonly string[] = Object.keys(STAGES);

/** Returns the stages in order, with their code. */
export async function loadStages(): Promise<Stage[]> {
  return Promise.all(Object.values(STAGES).map((load) => load()));
}
