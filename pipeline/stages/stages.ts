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
