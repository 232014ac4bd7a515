import { formatCount, formatNumber, formatPercent } from "../../../text/format-figure.ts";
import { type AtlasData, FRACTION_UNIT, NONE } from "../../atlas-data.ts";
import { findFirstDays } from "../first-days.ts";
import { findVotes } from "../paper-votes.ts";
import { writeShownDay } from "../shown-days.ts";
import { COLORINGS, type Coloring } from "../state.ts";
import { blendColors } from "./contrast.ts";
import type { Ground } from "./palette.ts";

/** A colour for each paper, and what the colours mean. Colour 0 is that of papers without a value. */
export type PointColors = {
  palette: string[];
  /** Place in the palette, by row. */
  colorOf: Uint16Array;
  /** Empty where colours are those of the topics, which their labels explain. */
  legend: { color: string; text: string }[];
};

/** Eight hues told apart by the colour-blind (Okabe and Ito 2008), on white and on the dark ground. */
const CATEGORIES = {
  light: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#56b4e9", "#6a3d9a", "#4d4d4d"],
  dark: ["#4ea8de", "#f08a4b", "#2fc79a", "#e59ac3", "#e6c229", "#8ad1f7", "#b08de0", "#c9ccd1"],
};
/** Stops of viridis (van der Walt and Smith 2015), its pale end left out on white and its dark end on the dark ground. */
const SCALE = {
  light: ["#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39"],
  dark: ["#5a4f9c", "#4a74b4", "#2f97a8", "#27ad81", "#5cc863", "#aadc32", "#fde725"],
};
const SHADES = 24;
const VOTE_SHADES = 6;

/** Returns what colours can show of these papers: dates, files and upvotes only where they tell papers apart. */
export function listColorings({ papers, sources }: AtlasData): Coloring[] {
  const known = (values: Int32Array) => new Set(values.filter((value) => value !== NONE)).size > 1;
  const isKnown: Record<Coloring, boolean> = {
    topic: true,
    source: sources.length > 1,
    date: known(findFirstDays(papers)),
    probability: true,
    upvotes: known(findVotes(papers)),
  };
  return COLORINGS.filter((coloring) => isKnown[coloring]);
}

/** Returns the colours of the papers by topic, source, first date, probability or upvotes. */
export function colorPoints(data: AtlasData, coloring: Coloring, ground: Ground): PointColors {
  if (coloring === "source") return colorBySource(data, ground);
  if (coloring === "date") return colorByDate(data, ground);
  if (coloring === "upvotes") return colorByUpvotes(data, ground);
  if (coloring === "probability") {
    const probabilities = Array.from(data.papers.probability, (probability) => probability / FRACTION_UNIT);
    const least = probabilities.reduce((low, probability) => Math.min(low, probability), 1);
    const span = probabilities.reduce((high, probability) => Math.max(high, probability), 0) - least;
    const shares = probabilities.map((probability) => (probability - least) / (span || 1));
    return colorByShade(shares, ground, (share) => `probability ${formatPercent(least + share * span)}`);
  }
  const palette = [ground.quiet, ...data.topics.map(({ color, darkColor }) => (ground.isDark ? darkColor : color))];
  const place = new Map(data.topics.map(({ id }, index) => [id, index + 1]));
  return { palette, colorOf: Uint16Array.from(data.papers.topicOf, (id) => place.get(id) ?? 0), legend: [] };
}

/** A paper of several files counts with the first; files beyond the eight largest share one colour. */
function colorBySource({ papers, sources }: AtlasData, ground: Ground): PointColors {
  const { start, source } = papers.appearances;
  const firsts = papers.id.map((_, row) => (start[row]! < start[row + 1]! ? source[start[row]!]! : NONE));
  const counts = sources.map((_, index) => firsts.filter((first) => first === index).length);
  const hues = ground.isDark ? CATEGORIES.dark : CATEGORIES.light;
  const largest = sources.map((_, index) => index).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const shown = largest.slice(0, hues.length).filter((index) => counts[index]! > 0);
  const place = new Map(shown.map((index, rank) => [index, rank + 1]));
  const legend = shown.map((index, rank) => ({
    color: hues[rank]!,
    text: `${sources[index]} (${formatNumber(counts[index]!)})`,
  }));
  const others = papers.id.length - shown.reduce((sum, index) => sum + counts[index]!, 0);
  if (others > 0) legend.push({ color: ground.quiet, text: `other files (${formatNumber(others)})` });
  return {
    palette: [ground.quiet, ...hues],
    colorOf: Uint16Array.from(firsts, (first) => place.get(first) ?? 0),
    legend,
  };
}

function colorByDate({ papers, dates }: AtlasData, ground: Ground): PointColors {
  const days = findFirstDays(papers);
  const known = days.filter((day) => day !== NONE);
  if (known.length === 0) {
    return {
      palette: [ground.quiet],
      colorOf: new Uint16Array(days.length),
      legend: [{ color: ground.quiet, text: "No paper has a date" }],
    };
  }
  const first = known.reduce((least, day) => Math.min(least, day));
  const last = known.reduce((most, day) => Math.max(most, day));
  const span = last - first || 1;
  const shares = Array.from(days, (day) => (day === NONE ? null : (day - first) / span));
  return colorByShade(shares, ground, (share) => writeShownDay(Math.floor(first + share * span), dates));
}

/** Upvotes are skewed: each shade has about as many papers as the next. */
function colorByUpvotes({ papers }: AtlasData, ground: Ground): PointColors {
  const votes = findVotes(papers);
  const ranges = cutQuantiles(votes, VOTE_SHADES);
  const shades = ranges.map((_, place) => shadeOf(place / Math.max(1, ranges.length - 1), ground));
  const legend = ranges.map(({ from, to, count }, place) => ({
    color: shades[place]!,
    text: `${from === to ? formatCount(from, "upvote") : `${formatNumber(from)} to ${formatNumber(to)} upvotes`} (${formatNumber(count)})`,
  }));
  const unknown = votes.filter((vote) => vote === NONE).length;
  if (unknown > 0) legend.push({ color: ground.quiet, text: `not known (${formatNumber(unknown)})` });
  return {
    palette: [ground.quiet, ...shades],
    colorOf: Uint16Array.from(votes, (vote) => (vote === NONE ? 0 : 1 + ranges.findIndex(({ to }) => vote <= to))),
    legend,
  };
}

/** Returns at most `most` ranges of whole numbers that hold about as many of the values each, the least first; equal ones stay together, -1 counts for none. */
export function cutQuantiles(values: Int32Array, most: number): { from: number; to: number; count: number }[] {
  const sorted = values.filter((value) => value !== NONE).sort();
  const ranges: { from: number; to: number; count: number }[] = [];
  for (let start = 0; start < sorted.length; ) {
    const share = Math.ceil((sorted.length - start) / (most - ranges.length));
    const to = sorted[Math.min(sorted.length, start + share) - 1]!;
    const end = sorted.lastIndexOf(to) + 1;
    ranges.push({ from: sorted[start]!, to, count: end - start });
    start = end;
  }
  return ranges;
}

function shadeOf(share: number, ground: Ground): string {
  const stops = ground.isDark ? SCALE.dark : SCALE.light;
  const place = share * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(place));
  return blendColors(stops[below]!, stops[below + 1]!, place - below);
}

/** Returns shades from the first to the last stop by shares of 0 to 1; null is grey, "not known". `name` says a share in words. */
function colorByShade(
  shares: readonly (number | null)[],
  ground: Ground,
  name: (share: number) => string,
): PointColors {
  const shade = (share: number) => shadeOf(share, ground);
  const palette = Array.from({ length: SHADES }, (_, index) => shade(index / (SHADES - 1)));
  const legend = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ color: shade(share), text: name(share) }));
  if (shares.includes(null)) legend.push({ color: ground.quiet, text: "not known" });
  return {
    palette: [ground.quiet, ...palette],
    colorOf: Uint16Array.from(shares, (share) => (share === null ? 0 : 1 + Math.round(share * (SHADES - 1)))),
    legend,
  };
}
