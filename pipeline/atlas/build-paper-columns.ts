import { ROLES } from "../topics/paper-role.ts";
import {
  type AppearanceColumns,
  COORDINATE_RANGE,
  FRACTION_UNIT,
  type NearestColumns,
  NONE,
  type PaperColumns,
} from "./atlas-data.ts";
import type { AtlasAppearanceColumns, AtlasNearestColumns, AtlasPaperColumns } from "./atlas-rows.ts";
import type { PlaceOnPage } from "./build-atlas-topics.ts";

/** Returns the map from data coordinates to those of the page: one scale for both axes, y turned to go down. */
export function fitCoordinates({ x, y }: Pick<AtlasPaperColumns, "x" | "y">): PlaceOnPage {
  const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value), -Infinity);
  const [left, right, bottom, top] = [least(x), most(x), least(y), most(y)];
  const scale = COORDINATE_RANGE / (Math.max(right - left, top - bottom) || 1);
  return (x, y) => ({ x: Math.round((x - left) * scale), y: Math.round((top - y) * scale) });
}

/** Returns the columns of the papers as they travel; `nearest` null leaves the nearest papers to the long texts. */
export function buildPapers(
  papers: AtlasPaperColumns,
  appearances: AtlasAppearanceColumns,
  nearest: AtlasNearestColumns | null,
  sources: readonly string[],
  place: PlaceOnPage,
): PaperColumns {
  const count = papers.paper_id.length;
  const { fitted = [], upvote_ratio = [] } = papers;
  return {
    id: [...papers.paper_id],
    title: [...papers.title],
    x: Uint16Array.from(papers.x, (x) => place(x, 0).x),
    y: Uint16Array.from(papers.y, (y) => place(0, y).y),
    topicOf: fillNone(papers.topic_id),
    probability: Uint16Array.from(papers.probability, toTenThousandths),
    secondTopic: fillNone(papers.second_topic_id),
    margin: Int16Array.from(papers.margin, toTenThousandths),
    similarity: Int16Array.from(papers.similarity, toTenThousandths),
    role: Uint8Array.from(papers.role, findRole),
    ...(fitted.some((value) => value === false) && {
      placed: Uint8Array.from(fitted, (value) => (value === false ? 1 : 0)),
    }),
    ...(upvote_ratio.some((ratio) => ratio != null) && {
      voteRatio: Int32Array.from(upvote_ratio, (ratio) => (ratio == null ? NONE : Math.round(100 * ratio))),
    }),
    arxivId: papers.arxiv_id.map((id) => id ?? ""),
    urls: [...papers.urls],
    appearances: buildAppearances(appearances, count, sources),
    nearest: nearest && buildNearest(nearest, count),
  };
}

function buildAppearances(
  { row, source, day, rank, upvotes, comments = [], arxiv_version = [] }: AtlasAppearanceColumns,
  papers: number,
  sources: readonly string[],
): AppearanceColumns {
  const sourceOf = new Map(sources.map((name, index) => [name, index]));
  return {
    start: startRows(row, papers),
    source: Uint16Array.from(source, (name) => sourceOf.get(name)!),
    day: fillNone(day),
    rank: fillNone(rank),
    upvotes: fillNone(upvotes),
    ...(comments.some((count) => count != null) && { comments: fillNone(comments) }),
    ...(arxiv_version.some((version) => version != null) && { arxivVersion: fillNone(arxiv_version) }),
  };
}

function buildNearest({ row, neighbor, similarity }: AtlasNearestColumns, papers: number): NearestColumns {
  return {
    start: startRows(row, papers),
    row: Uint32Array.from(neighbor),
    similarity: Int16Array.from(similarity, toTenThousandths),
  };
}

/** Returns where each paper's rows begin among rows that are in the order of the papers, and at the end how many there are. */
function startRows(rows: ArrayLike<number>, papers: number): Uint32Array {
  const start = new Uint32Array(papers + 1);
  for (let place = 0; place < rows.length; place++) start[rows[place]! + 1]!++;
  for (let row = 0; row < papers; row++) start[row + 1]! += start[row]!;
  return start;
}

function fillNone(values: readonly (number | null | undefined)[]): Int32Array {
  return Int32Array.from(values, (value) => value ?? NONE);
}

/** Returns the place of a role in ROLES. Throws where it has none. */
function findRole(name: string): number {
  const roles: readonly string[] = ROLES;
  const place = roles.indexOf(name);
  if (place === -1) throw new Error(`role: ${name}: is not known`);
  return place;
}

/** Returns a fraction as it travels; 0 for none. */
export function toTenThousandths(value: number | null): number {
  return Math.round((value ?? 0) * FRACTION_UNIT);
}
