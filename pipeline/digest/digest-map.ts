import type { Element as XmlElement } from "xast";
import { x } from "xastscript";
import { lineMeetsBox, linesCross, overlapArea } from "../charts/boxes.ts";
import { darkenToRim, darkenToText } from "../charts/color-tones.ts";
import { type LabelPosition, listLabelPositions } from "../charts/label-positions.ts";
import { measureArimo } from "../charts/measure-text.ts";
import { type PointCloud, PointIndex } from "../charts/name-surroundings.ts";
import { placeLabels } from "../charts/place-labels.ts";
import { FONT, GREY_INK } from "../charts/theme.ts";
import { wrapLabel } from "../charts/wrap-label.ts";
import { writeElement } from "../documents/write-xml.ts";
import { createRandom } from "../random.ts";
import { formatFigure, formatNumber } from "../text/format-figure.ts";

/** A paper on the map: its topic's number, short name and colour, NULL for none, and whether it is of the digest. */
export type DigestPoint = {
  x: number;
  y: number;
  topic_id: number | null;
  name: string | null;
  color: string | null;
  is_lit: boolean;
};

/** Width of the picture, in pixels of a page: what mail programs and telephones show whole. */
export const MAP_WIDTH = 560;

const LEAST_HEIGHT = 300;
const MOST_HEIGHT = 420;
const MARGIN_X = 44;
const MARGIN_Y = 26;
const FONT_SIZE = 15;
const LINE_HEIGHT = 17;
const LONGEST_LINE = 175;
const HALO = 4;
/** Between a name and the lit dots of other topics. */
const CLEARANCE = 5;
/** From a paper to its topic's name, in pixels: the eye does not follow a longer one. */
const LONGEST_LEADER = 60;
/** More names than this, the map would be a list. */
const MOST_NAMES = 14;
const LIT_RADIUS = 5;
const MOST_PALE = 3000;
const NO_TOPIC = "#8b929a";

type Lit = { topic_id: number; name: string; color: string; members: number[] };
type Name = { topic: Lit; lines: string[]; place: LabelPosition };

/**
 * Returns the map with the papers of the digest lit, as SVG: the others are pale, and the topics with the most lit papers are named where there
 * is room. The same points give the same text.
 */
export function drawDigestMap(points: readonly DigestPoint[]): string {
  const { height, pixels } = fitPoints(points);
  const lit = points.map((_, index) => index).filter((index) => points[index]!.is_lit);
  const names = placeNames(points, lit, pixels, height);
  const size = { width: MAP_WIDTH, height };
  return writeElement(
    x("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, viewBox: `0 0 ${MAP_WIDTH} ${height}`, role: "img" }, [
      x("title", "Map of the papers"),
      x("desc", describeDigestMap(points)),
      x("rect", { class: "ground", ...size, rx: 8, fill: "#ffffff" }),
      x("g", { class: "pale", fill: "none", "stroke-linecap": "round", opacity: 0.3 }, drawPale(points, pixels)),
      ...lit.map((index) => drawLit(points[index]!, pixels[index]!)),
      ...names.flatMap(({ place }) => drawLeader(place)),
      x(
        "g",
        { class: "names", "font-family": FONT, "font-size": FONT_SIZE, "text-anchor": "middle" },
        names.map(drawName),
      ),
    ]),
  );
}

/** Returns the letters that the picture's names may have: those that a font must have to show it as it was measured. */
export function listMapLetters(points: readonly DigestPoint[]): string {
  return `…${points.map(({ name, is_lit }) => (is_lit ? name : "")).join("")}`;
}

/** Returns what the picture shows, for those who do not see it. */
export function describeDigestMap(points: readonly DigestPoint[]): string {
  const lit = points.filter(({ is_lit }) => is_lit);
  const named = groupLit(
    lit,
    lit.map((_, index) => index),
  );
  const most = named.slice(0, 5).map(({ name, members }) => `${name} ${members.length}`);
  const more =
    named.length > most.length
      ? `, and ${formatNumber(named.length - most.length)} more ${named.length - most.length === 1 ? "topic" : "topics"}`
      : "";
  const topics = most.length > 0 ? `; by topic: ${most.join(", ")}${more}` : "";
  return `Map of ${formatNumber(points.length)} papers, of which the ${formatNumber(lit.length)} of this digest are lit${topics}`;
}

function fitPoints(points: readonly DigestPoint[]) {
  const [left, right] = findExtent(points.map(({ x: across }) => across));
  const [bottom, top] = findExtent(points.map(({ y: up }) => up));
  const inner = MAP_WIDTH - 2 * MARGIN_X;
  const wanted = ((top - bottom) / (right - left)) * inner + 2 * MARGIN_Y;
  const height = Math.round(Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, wanted)));
  const scale = Math.min(inner / (right - left), (height - 2 * MARGIN_Y) / (top - bottom));
  const pixels = points.map((point) => ({
    x: MAP_WIDTH / 2 + (point.x - (left + right) / 2) * scale,
    y: height / 2 - (point.y - (bottom + top) / 2) * scale,
  }));
  return { height, pixels };
}

/** One path a colour: a line without length and with round ends is a dot. Of very many papers every second or third one, and so on, is drawn: more would look alike. */
function drawPale(points: readonly DigestPoint[], pixels: readonly { x: number; y: number }[]): XmlElement[] {
  const step = Math.ceil(points.length / MOST_PALE) || 1;
  const width = formatFigure(Math.min(7, 150 / Math.sqrt(Math.min(MOST_PALE, points.length))), 1);
  const paths = new Map<string, string[]>();
  for (const [index, { color, is_lit }] of points.entries()) {
    if (is_lit || index % step > 0) continue;
    const dots = paths.get(color ?? NO_TOPIC) ?? [];
    dots.push(`M${formatFigure(pixels[index]!.x, 1)} ${formatFigure(pixels[index]!.y, 1)}h0`);
    paths.set(color ?? NO_TOPIC, dots);
  }
  return Array.from(paths, ([color, dots]) => x("path", { stroke: color, "stroke-width": width, d: dots.join("") }));
}

function drawLit({ color }: DigestPoint, { x: cx, y: cy }: { x: number; y: number }): XmlElement {
  const fill = color ?? NO_TOPIC;
  return x("circle", {
    class: "lit",
    cx: formatFigure(cx, 1),
    cy: formatFigure(cy, 1),
    r: LIT_RADIUS,
    fill,
    stroke: darkenToRim(fill),
    "stroke-width": 1.2,
  });
}

/** Returns the topics of lit papers, those with the most first, with the places of these papers among all. */
function groupLit(points: readonly DigestPoint[], lit: readonly number[]): Lit[] {
  const groups = new Map<number, Lit>();
  for (const index of lit) {
    const { topic_id, name, color } = points[index]!;
    if (topic_id === null || name === null) continue;
    const group = groups.get(topic_id) ?? { topic_id, name, color: color ?? NO_TOPIC, members: [] };
    group.members.push(index);
    groups.set(topic_id, group);
  }
  return [...groups.values()].sort((a, b) => b.members.length - a.members.length || a.topic_id - b.topic_id);
}

/** A name that has no place of its own is left out: the one with fewer lit papers gives way. */
function placeNames(
  points: readonly DigestPoint[],
  lit: readonly number[],
  pixels: readonly { x: number; y: number }[],
  height: number,
): Name[] {
  const topics = groupLit(points, lit).slice(0, MOST_NAMES);
  if (topics.length === 0) return [];
  const cloud = {
    xs: Float64Array.from(lit, (index) => pixels[index]!.x),
    ys: Float64Array.from(lit, (index) => pixels[index]!.y),
  };
  const owners = Int32Array.from(lit, (index) =>
    topics.findIndex(({ topic_id }) => topic_id === points[index]!.topic_id),
  );
  const ground = { points: cloud, index: new PointIndex(cloud), frame: { width: MAP_WIDTH, height } };
  const set = topics.map(({ name }) => typeset(name));
  const candidates = topics.map(({ members }, row) => {
    const anchor = pixels[members[0]!]!;
    const request = { anchorX: anchor.x, anchorY: anchor.y, ...set[row]!, topic: row, owners };
    return keepClear(listLabelPositions(request, ground), cloud);
  });
  const places = placeLabels(candidates, createRandom(1, "digest-map"));
  const names: Name[] = [];
  for (const [row, topic] of topics.entries()) {
    const place = places[row]!;
    if (place.isTrue && isInside(place, height) && names.every((other) => !meet(place, other.place)))
      names.push({ topic, lines: set[row]!.lines, place });
  }
  return names;
}

/** Of the places of a name those that cover no lit paper and have no long line, where there are any. */
function keepClear(places: LabelPosition[], { xs, ys }: PointCloud): LabelPosition[] {
  const isShort = ({ leader }: LabelPosition) =>
    leader === null || Math.hypot(leader.x2 - leader.x1, leader.y2 - leader.y1) <= LONGEST_LEADER;
  const covers = ({ box }: LabelPosition) =>
    xs.some((at, point) => Math.abs(at - box.x) < box.width / 2 && Math.abs(ys[point]! - box.y) < box.height / 2);
  const clear = places.filter((place) => isShort(place) && !covers(place));
  return clear.length > 0 ? clear : places;
}

function typeset(name: string): { lines: string[]; width: number; height: number } {
  const measure = (text: string) => measureArimo(text, FONT_SIZE, "bold");
  const lines = wrapLabel(name, LONGEST_LINE, measure);
  const width = lines.reduce((widest, line) => Math.max(widest, measure(line)), 0);
  return { lines, width: width + 2 * CLEARANCE, height: LINE_HEIGHT * lines.length + CLEARANCE };
}

function isInside({ box }: LabelPosition, height: number): boolean {
  return (
    Math.abs(box.x - MAP_WIDTH / 2) <= (MAP_WIDTH - box.width) / 2 &&
    Math.abs(box.y - height / 2) <= (height - box.height) / 2
  );
}

function meet(a: LabelPosition, b: LabelPosition): boolean {
  return (
    overlapArea(a.box, b.box) > 0 ||
    (a.leader !== null && (lineMeetsBox(a.leader, b.box) || (b.leader !== null && linesCross(a.leader, b.leader)))) ||
    (b.leader !== null && lineMeetsBox(b.leader, a.box))
  );
}

function drawLeader({ leader }: LabelPosition): XmlElement[] {
  if (leader === null) return [];
  const round = (value: number) => formatFigure(value, 1);
  const ends = { x1: round(leader.x1), y1: round(leader.y1), x2: round(leader.x2), y2: round(leader.y2) };
  return [x("line", { class: "leader", ...ends, stroke: GREY_INK, "stroke-width": 0.8 })];
}

function drawName({ topic, lines, place: { box } }: Name): XmlElement {
  const first = box.y - ((lines.length - 1) * LINE_HEIGHT) / 2 + 0.36 * FONT_SIZE;
  const paint = {
    fill: darkenToText(topic.color),
    stroke: "#ffffff",
    "stroke-width": HALO,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    "font-weight": "bold",
  };
  return x(
    "text",
    paint,
    lines.map((line, row) =>
      x("tspan", { x: formatFigure(box.x, 1), y: formatFigure(first + row * LINE_HEIGHT, 1) }, line),
    ),
  );
}

function findExtent(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}
