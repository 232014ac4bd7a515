import type { Box, LineSegment } from "../../charts/boxes.ts";
import type { AtlasData } from "../atlas-data.ts";
import type { AtlasIndex } from "./atlas-index.ts";
import type { AtlasServer } from "./atlas-server.ts";
import type { AtlasState, Shape } from "./state.ts";
import type { Store } from "./store.ts";
import type { NearestSource } from "./texts/nearest-source.ts";
import type { TextSource } from "./texts/text-source.ts";

/**
 * Which papers the query, the filters and the selection leave. The panels calculate it; the map greys what is not shown and rings what was found.
 * A place in each list is a paper's row; null means no restriction.
 */
export type Matches = {
  /** 1 where a paper meets all filters and lies in the selection. */
  shown: Uint8Array | null;
  /** 1 where a paper is found by the query, and shown. */
  found: Uint8Array | null;
};

/** Where the name of a topic stands: its box by its middle, and the line from a paper to it, where it has one, in CSS pixels from the map's corner. */
export type NameBounds = Box & { topic: number; line: LineSegment | null };

/** A rectangle, in CSS pixels. */
export type Edges = { left: number; top: number; right: number; bottom: number };

/** What the panels may ask of the map. */
export type MapControl = {
  /** Moves the view so that a paper is in the middle, no less near than now. */
  flyToPaper(row: number): void;
  /** Moves the view so that the papers of a topic fill it. */
  flyToTopic(id: number): void;
  /** Moves the view so that papers fill it, given by their rows. */
  fitRows(rows: ArrayLike<number>): void;
  /** Rings papers for about a second, so that they are found with the eye. */
  pulseRows(rows: ArrayLike<number>): void;
  /** Returns the rows of the papers in view, in ascending order. */
  listRowsInView(): Uint32Array;
  /** Calls the listener whenever the view has come to rest on other papers than before. Returns what ends it. */
  followRowsInView(listener: (rows: Uint32Array) => void): () => void;
  /** Shows all of the map at once. */
  fit(): void;
  zoomBy(factor: number): void;
  /** Moves the view by parts of the window. */
  panBy(x: number, y: number): void;
  /** Saves what is seen, with names and caption, as a file of `ratio` pixels for each of the page. Throws where there is no room for it. */
  savePng(ratio: number): Promise<void>;
  saveSvg(): void;
  /** Returns the rows in a shape, in ascending order. */
  findInShape(shape: Shape): Uint32Array;
  /** Returns where a place of the map is now, in CSS pixels from the map's corner. */
  locate(x: number, y: number): { x: number; y: number };
  /** Returns the names that stand now, in view or not. */
  listNames(): NameBounds[];
  /** Moves the keyboard to the map. */
  focus(): void;
};

/** What every part of the page is given. */
export type Atlas = {
  data: AtlasData;
  index: AtlasIndex;
  state: Store<AtlasState>;
  matches: Store<Matches>;
  map: MapControl;
  texts: TextSource;
  nearest: NearestSource;
  /** The server that gave the page out; null for a page opened from a file. */
  server: AtlasServer | null;
  /** Has a screen reader say a text. */
  announce(text: string): void;
};
