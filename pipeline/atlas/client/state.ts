import type { Role } from "../atlas-data.ts";
import { createStore, type Store } from "./store.ts";

/** What is seen of the map: the middle of the window in the units of the papers, and the zoom, 1 where all of the map fits. */
export type View = { x: number; y: number; zoom: number };

/** A closed line on the map, in the units of the papers: x and y in turn. A rectangle has two corners, a lasso many. */
export type Shape = { kind: "rectangle" | "lasso"; points: readonly number[] };

/** Papers must meet all that are not empty or null: AND between the filters, OR within one. */
export type Filters = {
  /** Ids of topics of any level. */
  topics: readonly number[];
  /** Names of input files. */
  sources: readonly string[];
  roles: readonly Role[];
  /** First and last day, inclusive, in days since 1970-01-01. */
  dates: readonly [first: number, last: number] | null;
};

export const COLORINGS = ["topic", "source", "date", "certainty"] as const;
export type Coloring = (typeof COLORINGS)[number];

/** What the column beside the map holds. */
export const PANELS = ["topics", "papers", "filters", "charts"] as const;
export type Panel = (typeof PANELS)[number];

/** What dragging on the map does. */
export type Tool = "pan" | "rectangle" | "lasso";
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** All that the page shows depends on this and the data. Objects in it are never changed, only replaced. */
export type AtlasState = {
  /** Null: all of the map, whatever the window. */
  view: View | null;
  /** Row of the paper that is pointed at. */
  hovered: number | null;
  /** Id of the selected topic, of any level. */
  topic: number | null;
  /** Row of the opened paper. */
  paper: number | null;
  query: string;
  filters: Filters;
  selection: Shape | null;
  coloring: Coloring;
  panel: Panel;
  /** Whether the table of papers stands in the place of the map. */
  table: boolean;
  tool: Tool;
  theme: Theme;
};

export const NO_FILTERS: Filters = { topics: [], sources: [], roles: [], dates: null };

export const INITIAL_STATE: AtlasState = {
  view: null,
  hovered: null,
  topic: null,
  paper: null,
  query: "",
  filters: NO_FILTERS,
  selection: null,
  coloring: "topic",
  panel: "topics",
  table: false,
  tool: "pan",
  theme: "system",
};

/** Returns the page's one store. */
export function createState(): Store<AtlasState> {
  return createStore(INITIAL_STATE);
}
