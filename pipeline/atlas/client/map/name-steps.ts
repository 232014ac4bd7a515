import { type Box, type LineSegment, nearestInBox } from "../../../charts/boxes.ts";
import { judgeTruth, type NameField } from "./name-field.ts";
import type { NameGround } from "./name-ground.ts";
import {
  countWhole,
  findPlaceBeside,
  findPlaceWithLine,
  isTrue,
  MOST_GAP,
  type NamePlace,
  type NameRequest,
} from "./name-places.ts";

/** Steps of the zoom at which names are placed anew. Between two steps their places on the map stay: papers and other names only move away from them. */
export const STEPS_PER_DOUBLING = 4;
/** Zoom from which on broad names are gone: their papers fill more than the window. */
export const BROAD_UNTIL_ZOOM = 4;
/** A line that has grown to so many times the longest is looked at again. */
const GROWN_LINE = 1.2;

/** The places of names, step by step. */
export type NameSteps = {
  /** Returns the places at a zoom of 2^(step / 4), in the order of the requests; null for a name that waits. Each step is calculated once. */
  at(step: number): readonly (NamePlace | null)[];
  /** Steps that have been calculated, from 0 on. */
  count(): number;
};

/** What the steps are calculated from. */
export type NameStepsInput = {
  /** The most important of each level first. */
  names: readonly NameRequest[];
  field: NameField;
  /** Pixels per unit at zoom 1. */
  fitScale: number;
  /** Longest line to a name, in pixels. */
  mostLine: number;
  /** Returns the radius of a dot at a zoom, in pixels. */
  radiusAt(zoom: number): number;
  /** What the names of the whole map must stay within, in map pixels at zoom 1. */
  frame: NameGround["frame"];
};

/**
 * Returns the places of names at each step of the zoom. A name that stands keeps its place on the map while it is true and near enough there, and never leaves
 * for lack of room; new ones come where there is room, the broad before the fine.
 */
export function createNameSteps(input: NameStepsInput): NameSteps {
  const steps: (NamePlace | null)[][] = [];
  const order = input.names.map((_, index) => index);
  order.sort((a, b) => input.names[b]!.level - input.names[a]!.level || a - b);
  return {
    at(step) {
      while (steps.length <= step) steps.push(placeNames(input, order, steps.length, steps[steps.length - 1] ?? null));
      return steps[step]!;
    },
    count: () => steps.length,
  };
}

/** Returns the box of a placed name and its line, in map pixels. */
export function drawPlace(
  { text, x, y, tip }: NamePlace,
  { texts }: Pick<NameRequest, "texts">,
  scale: number,
): { box: Box; line: LineSegment | null } {
  const box = { x: x * scale, y: y * scale, ...pickSize(texts[text]!) };
  if (!tip) return { box, line: null };
  const end = nearestInBox(box, tip.x * scale, tip.y * scale);
  return { box, line: { x1: tip.x * scale, y1: tip.y * scale, x2: end.x, y2: end.y } };
}

function pickSize({ width, height }: { width: number; height: number }) {
  return { width, height };
}

function placeNames(
  { names, field, fitScale, mostLine, radiusAt, frame }: NameStepsInput,
  order: readonly number[],
  step: number,
  before: readonly (NamePlace | null)[] | null,
): (NamePlace | null)[] {
  const zoom = 2 ** (step / STEPS_PER_DOUBLING);
  const scale = fitScale * zoom;
  const hasFine = names.some(({ level }) => level === 0);
  const isOver = ({ level }: NameRequest) => level > 0 && hasFine && zoom >= BROAD_UNTIL_ZOOM;
  const places: (NamePlace | null)[] = names.map((name, index) => (isOver(name) ? null : (before?.[index] ?? null)));
  const groundWithout = (own: number): NameGround => ({
    field,
    scale,
    dotRadius: radiusAt(zoom),
    mostLine,
    taken: places.flatMap((place, index) => (place && index !== own ? [drawPlace(place, names[index]!, scale)] : [])),
    frame: before ? null : frame,
  });

  for (const index of order) {
    const place = places[index];
    if (place) places[index] = improvePlace(place, names[index]!, () => groundWithout(index));
  }
  const waiting = order.filter((index) => !places[index] && !isOver(names[index]!));
  for (const index of waiting) places[index] = findPlaceBeside(names[index]!, groundWithout(index));
  for (const index of waiting) places[index] ??= findPlaceWithLine(names[index]!, groundWithout(index));
  return places;
}

/** Returns the place itself where it is good still, else a better one; null where the name would be untrue and has no other place. */
function improvePlace(place: NamePlace, name: NameRequest, makeGround: () => NameGround): NamePlace | null {
  const ground = makeGround();
  const { box, line } = drawPlace(place, name, ground.scale);
  const truth = judgeTruth(ground.field, box, { ...name, size: name.rows.length }, ground.scale);
  const isGood = isTrue(truth) && truth.gap <= MOST_GAP;
  if (isGood && line) return { ...place, tip: null };
  if (isGood) {
    const isWhole = place.text < countWhole(name);
    return (isWhole ? null : findPlaceBeside(name, ground, countWhole(name), place)) ?? place;
  }
  const beside = findPlaceBeside(name, ground, name.texts.length, place);
  if (beside) return beside;
  if (line && Math.hypot(line.x2 - line.x1, line.y2 - line.y1) <= GROWN_LINE * ground.mostLine) return place;
  const withLine = findPlaceWithLine(name, ground);
  return withLine ?? (line || isTrue(truth) ? place : null);
}
