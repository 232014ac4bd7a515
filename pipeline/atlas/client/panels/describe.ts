import { formatCount, formatFigure, formatPercent } from "../../../text/format-figure.ts";
import { judgeStability } from "../../../topics/judge-stability.ts";
import { ROLES, type Role } from "../../../topics/paper-role.ts";
import { type AtlasTopic, FRACTION_UNIT, type PaperColumns } from "../../atlas-data.ts";

/** What each role means, for filters. */
export const ROLE_NAMES: Record<Role, string> = {
  core: "Core: surely in its topic",
  edge: "Edge: between topics",
  unassigned: "Unassigned: in no topic",
};

/** Returns how surely a paper is in its topic, in a sentence. */
export function describeRole(papers: PaperColumns, row: number, second: AtlasTopic | undefined): string {
  const probability = formatPercent(papers.probability[row]! / FRACTION_UNIT);
  const others = second ? `; next comes ${second.label}` : "";
  switch (ROLES[papers.role[row]!]) {
    case "core":
      return `Core: its probability is ${probability}, at least twice that of any other topic.`;
    case "edge":
      return `Edge, between topics: its probability is ${probability}, less than twice that of another topic.`;
    default:
      return `In no topic: the best has a probability of only ${probability}${others}.`;
  }
}

/** Returns how far the second topic of a paper is behind its own, in words, from the margin, -1 to 1. */
export function describeMargin(margin: number): string {
  if (margin < 0) return "ahead by votes, behind by words";
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
  const count = formatCount(others.length, "other topic");
  const beside = others.length === 0 ? "" : `, more than in ${looser} of the ${count} of its level`;
  return `Its papers are alike by ${formatFigure(topic.cohesion)}${beside} (mean cosine to their centre).`;
}

/** Returns how surely a topic comes back in other papers, in a sentence; null where it was not measured. */
export function describeStability({ stability }: AtlasTopic): string | null {
  if (stability === null) return null;
  return `It is ${judgeStability(stability)}: half of the papers foretell which of the other half are in it (${formatFigure(stability)}; 1 is wholly, 0 by chance).`;
}

/** Returns that a topic is a mixed shelf, in a sentence; null where it is none. */
export function describeMixture({ mixed }: AtlasTopic): string | null {
  return mixed ? "It is a mixed shelf: its papers have little to do with each other." : null;
}

/** Returns what the label is worth, in sentences; none where the pipeline did not measure it. */
export function describeLabelQuality(topic: AtlasTopic): string[] {
  const { labelVerdict, labelCoverage, labelPrecision, routing } = topic;
  const sentences: string[] = [];
  if (labelVerdict === "provisional") {
    sentences.push("This label is provisional: it does not set the topic apart well.");
  }
  if (labelVerdict === "fits") sentences.push("This label fits.");
  if (labelCoverage !== undefined) {
    const own =
      labelPrecision === undefined ? "" : `; of all papers that do, ${formatPercent(labelPrecision)} are its own`;
    sentences.push(`${formatPercent(labelCoverage)} of the papers contain a phrase of it${own}.`);
  }
  if (routing !== undefined) sentences.push(`It led ${formatPercent(routing)} of held-out papers to this topic.`);
  return sentences;
}

/** Returns the name of an input file without its folder and ending. */
export function nameSource(source: string): string {
  return source.replace(/^.*\//, "").replace(/\.\w{1,5}$/, "") || source;
}
