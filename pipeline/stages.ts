import type { Stage } from "./stage.ts";
import { atlasStage } from "./stages/atlas.ts";
import { chartStage } from "./stages/chart.ts";
import { clusterStage } from "./stages/cluster.ts";
import { dedupeStage } from "./stages/dedupe.ts";
import { embedStage } from "./stages/embed.ts";
import { explainStage } from "./stages/explain.ts";
import { labelStage } from "./stages/label.ts";
import { parseStage } from "./stages/parse.ts";
import { projectStage } from "./stages/project.ts";
import { reportStage } from "./stages/report.ts";
import { spaceStage } from "./stages/space.ts";

/** The pipeline: every stage in the order in which it runs. */
export const STAGES: readonly Stage[] = [
  parseStage,
  dedupeStage,
  embedStage,
  spaceStage,
  clusterStage,
  labelStage,
  explainStage,
  projectStage,
  chartStage,
  reportStage,
  atlasStage,
];

/** Throws when a stage reads a table that no earlier stage writes, or two stages write the same table or file. */
export function checkWiring(stages: readonly Stage[]): void {
  const writers = new Map<string, string>();
  for (const stage of stages) {
    for (const table of stage.reads) {
      if (!writers.has(table)) throw new Error(`${stage.name} reads ${table}: no stage before it writes it`);
    }
    for (const product of [...stage.writes, ...(stage.artifacts ?? [])]) {
      const writer = writers.get(product);
      if (writer) throw new Error(`${stage.name} writes ${product}: ${writer} writes it too`);
      writers.set(product, stage.name);
    }
  }
}
