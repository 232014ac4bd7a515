import type { Atlas } from "../atlas.ts";
import type { Coloring } from "../state.ts";
import { colorPoints, type PointColors } from "./coloring.ts";
import { chooseHaze, type TopicContours, traceTopic } from "./contours.ts";
import { type Emphasis, emphasizePapers, shuffleRows } from "./emphasis.ts";
import { showLegend } from "./map-toolbar.ts";
import { chooseRadius } from "./paint-points.ts";
import { currentGround, type Ground } from "./palette.ts";
import type { Scene } from "./surface.ts";
import type { Viewport } from "./viewport.ts";

/** Gives the scene of the state; the same object while nothing but the place of the view changes. */
export type SceneSource = { get(viewport: Viewport, ratio: number): Scene };

/** Returns a function that calculates anew only when one of its arguments is another than at the last call. */
function rememberLast<Arguments extends unknown[], Result>(
  calculate: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  let last: { given: Arguments; result: Result } | null = null;
  return (...given) => {
    if (!last || given.some((value, place) => !Object.is(value, last!.given[place]))) {
      last = { given, result: calculate(...given) };
    }
    return last.result;
  };
}

/** Returns the source of scenes. Contours are traced after the first picture, and then `redraw` is called. */
export function createSceneSource(
  { data, index, state, matches }: Omit<Atlas, "map">,
  redraw: () => void,
): SceneSource {
  const { papers, topics } = data;
  const shuffled = shuffleRows(papers.id.length);
  let contours: TopicContours[] = [];
  const color = rememberLast((coloring: Coloring, ground: Ground): PointColors => {
    const colors = colorPoints(data, coloring, ground);
    showLegend(colors);
    return colors;
  });
  const emphasize = rememberLast(
    (topic: number | null, found: Uint8Array | null, shown: Uint8Array | null): Emphasis =>
      emphasizePapers(shuffled, papers.topicOf, topic === null ? null : index.familyOf(topic), { found, shown }),
  );
  const compose = rememberLast(
    (
      colors: PointColors,
      emphasis: Emphasis,
      traced: TopicContours[],
      topic: number | null,
      ground: Ground,
      radius: number,
      haze: number,
    ): Scene => ({
      xs: papers.x,
      ys: papers.y,
      colors,
      emphasis,
      ground,
      radius,
      contours: traced,
      topicById: index.topicById,
      family: topic === null ? null : index.familyOf(topic),
      haze,
    }),
  );

  // A frame must pass before the browser shows the first picture.
  requestAnimationFrame(() =>
    setTimeout(() => {
      contours = topics
        .filter(({ level }) => level === 0)
        .map(({ id }) => traceTopic(id, index.papersOf(id), papers.x, papers.y));
      redraw();
    }),
  );

  return {
    get({ zoom, width, height }, ratio) {
      const { topic, coloring } = state.get();
      const { found, shown } = matches.get();
      const ground = currentGround();
      const radius = chooseRadius(papers.id.length, zoom, width, height) * ratio;
      return compose(
        color(coloring, ground),
        emphasize(topic, found, shown),
        contours,
        topic,
        ground,
        radius,
        chooseHaze(zoom),
      );
    },
  };
}
