import type { Config } from "../config.ts";

/** Settings that shape the space. */
export const SPACE_SETTINGS = [
  "space",
  "lexicalWeight",
  "minDocumentCount",
  "maxDocumentShare",
  "lsaDimensions",
  "pcaDimensions",
  "smoothingNeighbors",
  "smoothingWeight",
] as const;

/** Settings that shape the topics. */
export const TOPIC_SETTINGS = [
  "topics",
  "seed",
  "scanRestarts",
  "scanPairs",
  "scanSplits",
  "scanSample",
  "restarts",
  "subsampleShare",
  "ensembleRuns",
  "landmarks",
  "maxUnassigned",
] as const;

/** Settings that shape the map alone. */
export const MAP_SETTINGS = ["umapNeighbors", "umapMinDistance"] as const;

/** Settings that shape space or topics: a fit stands only while they are the same. */
export const FIT_SETTINGS = [...SPACE_SETTINGS, ...TOPIC_SETTINGS] as const;

/** All settings that shape what stands between fits: those of the map, too. */
export const SHAPING_SETTINGS = [...FIT_SETTINGS, ...MAP_SETTINGS] as const;

/** The settings that shape a fit and its map. */
export type ShapingSettings = Pick<Config, (typeof SHAPING_SETTINGS)[number]>;

/** Returns the settings that shape a fit as the table has them: a JSON object in a fixed order. */
export function writeShapingSettings(settings: ShapingSettings): string {
  return JSON.stringify(Object.fromEntries(SHAPING_SETTINGS.map((name) => [name, settings[name]])));
}
