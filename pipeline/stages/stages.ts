import type { Stage } from "../engine/stage.ts";
import { atlasStage } from "./atlas.ts";
import { chartStage } from "./chart.ts";
import { clusterStage } from "./cluster.ts";
import { dedupeStage } from "./dedupe.ts";
import { embedStage } from "./embed.ts";
import { explainStage } from "./explain.ts";
import { labelStage } from "./label.ts";
import { parseStage } from "./parse.ts";
import { projectStage } from "./project.ts";
import { reportStage } from "./report.ts";
import { spaceStage } from "./space.ts";

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
