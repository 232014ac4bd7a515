import { formatCount, formatNumber } from "../../../text/format-figure.ts";
import type { Atlas, Matches } from "../atlas.ts";
import { listRestrictions } from "../restrictions.ts";
import type { PointColors } from "./coloring.ts";
import type { Ground } from "./palette.ts";

/** What stands below a saved picture, so that it can be read without the page. */
export type PictureCaption = {
  title: string;
  /** What is left out or set apart, and how to read the picture. */
  lines: string[];
  legend: { color: string; text: string }[];
};

/** How to read any picture of the map. */
const HOW_TO_READ = "Near means alike. How far apart distant groups lie, and in which direction, means nothing.";

/** Returns the caption of the picture as it stands; `title` names the whole. */
export function describePicture(
  { data, index, state, matches }: Pick<Atlas, "data" | "index" | "state" | "matches">,
  title: string,
  { legend }: PointColors,
  ground: Ground,
): PictureCaption {
  const chosen = state.get();
  const topic = chosen.topic === null ? undefined : index.topicById.get(chosen.topic);
  const names = listRestrictions({ data, index }, chosen).map(({ name }) => name);
  const left = countLeft(matches.get());
  const lines: string[] = [];
  if (topic) lines.push(`Topic: ${topic.label} (${formatCount(topic.size, "paper")}).`);
  if (left !== null) {
    const shown = `${formatNumber(left)} of ${formatCount(data.papers.id.length, "paper")} in colour`;
    lines.push(names.length > 0 ? `${shown}: ${names.join("; ")}.` : `${shown}.`);
  }
  lines.push(HOW_TO_READ);
  return { title, lines, legend: legend.length > 0 ? legend : listBroadest(data.topics, ground) };
}

function countLeft({ shown, found }: Matches): number | null {
  const marks = found ?? shown;
  return marks === null ? null : marks.reduce((sum, mark) => sum + mark, 0);
}

/** The broad topics, of whose colours those of the fine ones are shades. Without broad topics the names on the map say it all. */
function listBroadest(topics: Atlas["data"]["topics"], ground: Ground): PictureCaption["legend"] {
  const highest = topics.reduce((level, topic) => Math.max(level, topic.level), 0);
  if (highest === 0) return [];
  return topics
    .filter(({ level }) => level === highest)
    .map(({ label, color, darkColor, size }) => ({
      color: ground.isDark ? darkColor : color,
      text: `${label} (${formatNumber(size)})`,
    }));
}
