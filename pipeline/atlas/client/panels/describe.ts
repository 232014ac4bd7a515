import { judgeStability } from "../../../topics/judge-stability.ts";
import { type AtlasTopic, type PaperColumns, ROLES, type Role, SHARE_UNIT } from "../../atlas-data.ts";

/** Returns a count with its noun: "1 paper", "2,300 papers". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns a share of 0 to 1 as "87 %". */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

export const ROLE_NAMES: Record<Role, string> = {
  core: "Surely in its topic",
  edge: "Between topics",
  unassigned: "In no topic",
};

/** Returns how surely a paper is in its topic, in a sentence. */
export function describeRole(papers: PaperColumns, row: number, second: AtlasTopic | undefined): string {
  const share = percent(papers.probability[row]! / SHARE_UNIT);
  const others = second ? `; next comes ${second.label}` : "";
  switch (ROLES[papers.role[row]!]) {
    case "core":
      return `Surely here: ${share} of the clusterings' votes, at least twice those of any other topic.`;
    case "edge":
      return `Between topics: ${share} of the clusterings' votes, less than twice those of another topic.`;
    default:
      return `In no topic: the best has only ${share} of the clusterings' votes${others}.`;
  }
}

/** Returns how far a paper's own topic is before the second one, in words. */
export function describeMargin(margin: number): string {
  if (margin >= 0.5) return "far behind";
  if (margin >= 0.2) return "clearly behind";
  return margin >= 0.05 ? "close behind" : "almost level";
}

/** Returns how alike the papers of a topic are, beside the other topics of its level; null where it was not measured. */
export function describeCohesion(topic: AtlasTopic, topics: readonly AtlasTopic[]): string | null {
  if (topic.cohesion === null) return null;
  const others = topics.filter(
    ({ id, level, cohesion }) => id !== topic.id && level === topic.level && cohesion !== null,
  );
  const looser = others.filter(({ cohesion }) => cohesion! < topic.cohesion!).length;
  const beside =
    others.length === 0 ? "" : `, more than in ${looser} of the ${countOf(others.length, "other topic")} of its level`;
  return `Its papers are alike by ${topic.cohesion.toFixed(2)}${beside} (mean cosine to their centre).`;
}

/** Returns how steadily a topic comes back, in a sentence; null where it was not measured. */
export function describeStability({ stability, level }: AtlasTopic): string | null {
  if (stability === null) return null;
  const share = percent(stability);
  const number = level > 0 ? "as few topics as its level has" : "about as many topics";
  return `It is ${judgeStability(stability)}: two of its papers fell together in ${share} of the clusterings of random subsamples into ${number}.`;
}

/** Returns what the label is worth, in sentences; none where the pipeline did not measure it. */
export function describeLabel({ verdict, coverage, precision, routing }: AtlasTopic): string[] {
  const sentences: string[] = [];
  if (verdict === "provisional") sentences.push("This label is provisional: it does not set the topic apart well.");
  if (verdict === "firm") sentences.push("This label is firm.");
  if (coverage !== undefined) {
    const own = precision === undefined ? "" : `; of all papers that do, ${percent(precision)} are its own`;
    sentences.push(`${percent(coverage)} of the papers carry a phrase of it${own}.`);
  }
  if (routing !== undefined) sentences.push(`It led ${percent(routing)} of held-out papers to this topic.`);
  return sentences;
}

const MS_PER_DAY = 86_400_000;

/** Returns a day, counted from 1970-01-01, as 2026-11-24. */
export function writeDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Returns the day that 2026-11-24 names, counted from 1970-01-01; null where it names none. */
export function readDay(text: string): number | null {
  const day = Date.parse(`${text}T00:00:00Z`) / MS_PER_DAY;
  return Number.isInteger(day) ? day : null;
}

/** Returns the name of an input file without its folder and ending. */
export function nameSource(source: string): string {
  return source.replace(/^.*\//, "").replace(/\.\w{1,5}$/, "") || source;
}
