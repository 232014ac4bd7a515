import { type Filters, NO_FILTERS } from "../../search/filter-papers.ts";
import { createStore, type Store } from "./store.ts";
import type { PlaySpeed, PlayWindow } from "./time/play.ts";

/** What is seen of the map: the middle of the window in the units of the papers, and the zoom, 1 where all of the map fits. */
export type View = { x: number; y: number; zoom: number };

/** A closed line on the map, in the units of the papers: x and y in turn. A rectangle has two corners, a lasso many. */
export type Shape = { kind: "rectangle" | "lasso"; points: readonly number[] };

/** What the papers' colours can show. */
export const COLORINGS = ["topic", "source", "date", "probability", "upvotes"] as const;

/** What the papers' colours show. */
export type Coloring = (typeof COLORINGS)[number];

/** What the column beside the map holds. */
export const PANELS = ["topics", "papers", "filters", "charts"] as const;

/** One of the parts of that column. */
export type SidePanel = (typeof PANELS)[number];

/** In what order papers may be listed; "best": the best answers first, by topic where nothing is asked. */
export const LIST_ORDERS = ["best", "title", "date", "upvotes", "upvotes for its day"] as const;

/** In what order papers are listed. */
export type ListOrder = (typeof LIST_ORDERS)[number];

/** What dragging on the map does. */
export type Tool = "pan" | "rectangle" | "lasso";

/** "system" follows the reader's computer. */
export const THEMES = ["system", "light", "dark"] as const;

/** The reader's choice of light and dark. */
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
  panel: SidePanel;
  /** Whether the lists keep to the papers that are in view on the map. */
  isInView: boolean;
  /** Order of the list of papers. */
  order: ListOrder;
  /** Whether the table of papers stands in the place of the map. */
  table: boolean;
  tool: Tool;
  theme: Theme;
  /** Whether the timeline is folded away; null leaves that to the width of the window. */
  isTimelineFolded: boolean | null;
  /** The window that walks through time, in bins of the timeline; null is the usual one. */
  playWindow: PlayWindow | null;
  playSpeed: PlaySpeed;
  isPlaying: boolean;
};

/** The state of a page that is opened without a link. */
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
  isInView: false,
  order: "best",
  table: false,
  tool: "pan",
  theme: "system",
  isTimelineFolded: null,
  playWindow: null,
  playSpeed: 1,
  isPlaying: false,
};

/** Returns the page's one store. */
export function createState(): Store<AtlasState> {
  return createStore(INITIAL_STATE);
}
