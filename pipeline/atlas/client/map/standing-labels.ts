import type { Atlas } from "../atlas.ts";
import { chooseLabelPlace } from "./label-places.ts";
import {
  findStanding,
  LABEL_WEIGHT,
  type MapLabel,
  type MeasureBoldText,
  type PlacedLabels,
  placeMapLabels,
  setLabels,
  stepScale,
} from "./map-labels.ts";
import { FONT_FAMILY } from "./paint-overlay.ts";
import type { PointGrid } from "./point-grid.ts";
import { LEAST_ZOOM, MOST_ZOOM, type Viewport } from "./viewport.ts";

/** Names are set larger in wide windows; this width, in CSS pixels, is the common one. */
const COMMON_WIDTH = 1200;
const LEAST_ENLARGED = 0.88;
const MOST_ENLARGED = 1.25;

/** The names that have room at each scale. */
export type StandingLabels = {
  /** Returns the places in `labels` of those that stand. */
  choose(viewport: Viewport, fitScale: number): number[];
  /** Names of all topics, in their order; empty before the first choice. */
  readonly labels: readonly MapLabel[];
};

/** Returns the names with where they stand. They are set and placed anew only when the scale at which all of the map fits changes. */
export function createStandingLabels({ data, index }: Pick<Atlas, "data" | "index">, grid: PointGrid): StandingLabels {
  const measure = createMeasure();
  let placed: PlacedLabels = { labels: [], intervals: [] };
  let placedFor: number | null = null;
  let step: number | null = null;

  function place(width: number, fitScale: number): void {
    const enlarge = Math.min(MOST_ENLARGED, Math.max(LEAST_ENLARGED, width / COMMON_WIDTH));
    const labels = setLabels(data.topics, measure, enlarge).map((name) => ({
      ...name,
      ...chooseLabelPlace(name.topic, name, index.papersOf(name.topic.id), data.papers, grid, fitScale),
    }));
    placed = placeMapLabels(labels, fitScale * LEAST_ZOOM, fitScale * MOST_ZOOM);
    placedFor = fitScale;
    step = null;
  }

  return {
    get labels() {
      return placed.labels;
    },
    choose(viewport, fitScale) {
      if (placedFor !== fitScale) place(viewport.width, fitScale);
      step = stepScale(viewport.scale / fitScale, step);
      // The least zoom is no whole step.
      return findStanding(placed, Math.max(step, LEAST_ZOOM) * fitScale);
    },
  };
}

function createMeasure(): MeasureBoldText {
  const context = document.createElement("canvas").getContext("2d")!;
  return (text, fontSize) => {
    context.font = `${LABEL_WEIGHT} ${fontSize}px ${FONT_FAMILY}`;
    return context.measureText(text).width;
  };
}
