import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { findElement } from "../elements.ts";
import type { Camera } from "./camera.ts";
import type { PointGrid } from "./point-grid.ts";
import { findRowsInView } from "./rows-in-view.ts";
import type { Viewport } from "./viewport.ts";

/** Zoom from which on the name of the topic one is in may be out of view. */
const FIRST_ZOOM = 1.8;
/** Part of the window, round its middle, whose papers say where one is. */
const MIDDLE = 0.6;
/** Share of them that must be of a topic. */
const SHARE = 0.5;

/** Returns the topics one is in, the broadest first: those that at least half of the papers belong to. `pathOf` gives a paper's topics, the broadest first. */
export function findPlace(rows: ArrayLike<number>, pathOf: (row: number) => readonly AtlasTopic[]): AtlasTopic[] {
  const counts = new Map<AtlasTopic, number>();
  for (let place = 0; place < rows.length; place++) {
    for (const topic of pathOf(rows[place]!)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const inHalf = [...counts].filter(([, count]) => count > SHARE * rows.length).map(([topic]) => topic);
  return inHalf.sort((a, b) => b.level - a.level || a.id - b.id);
}

/** Returns what keeps the line over the map that names the topic one is in. */
export function createPlaceLine(
  { index }: Pick<Atlas, "index">,
  camera: Camera,
  grid: Pick<PointGrid, "findInRectangle">,
): () => void {
  const element = findElement("map-place");
  const paths = new Map<number, AtlasTopic[]>();

  function pathOf(row: number): AtlasTopic[] {
    const topic = index.findTopic(row);
    if (!topic) return [];
    let path = paths.get(topic.id);
    if (!path) {
      path = [];
      for (
        let at: AtlasTopic | undefined = topic;
        at;
        at = at.parent === null ? undefined : index.topicById.get(at.parent)
      )
        path.unshift(at);
      paths.set(topic.id, path);
    }
    return path;
  }

  return () => {
    const viewport = camera.viewport();
    const text = viewport.zoom < FIRST_ZOOM ? "" : describe(viewport);
    element.hidden = text === "";
    if (element.textContent !== text) element.textContent = text;
  };

  function describe(viewport: Viewport): string {
    const middle = { ...viewport, width: MIDDLE * viewport.width, height: MIDDLE * viewport.height };
    const inMiddle = findRowsInView(middle, grid);
    const rows = inMiddle.length > 0 ? inMiddle : findRowsInView(viewport, grid);
    return findPlace(rows, pathOf)
      .map(({ label }) => label)
      .join(" › ");
  }
}
