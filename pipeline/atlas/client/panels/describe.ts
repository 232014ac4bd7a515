import { explainVerdict } from "../../../labels/explain-verdict.ts";
import { formatCount, formatFigure, formatPercent } from "../../../text/format-figure.ts";
import { judgeStability } from "../../../topics/judge-stability.ts";
import { ROLES, type Role } from "../../../topics/paper-role.ts";
import { type AtlasTopic, FRACTION_UNIT, type PaperColumns } from "../../atlas-data.ts";

/** What each role means, for filters. */
export const ROLE_NAMES: Record<Role, string> = {
  core: "Core: clearly in one topic",
  edge: "Edge: between topics",
  unassigned: "Unassigned: in no topic",
  unsettled: "Unsettled: new, and fits no topic yet",
};

/** Returns what stands in place of its topic where a paper has none. */
export function nameNoTopic({ role }: Pick<PaperColumns, "role">, row: number): string {
  return ROLES[role[row]!] === "unsettled" ? "unsettled: fits no topic yet" : "in no topic";
}

/** Shares of the votes for a paper that its topic and the next have, and its role. */
export type Shares = { role: Role; first: number; second: number };

/** Returns the shares of a paper. */
export function readShares(
  { role, probability, margin }: Pick<PaperColumns, "role" | "probability" | "margin">,
  row: number,
): Shares {
  const first = probability[row]!;
  const second = Math.max(0, first - margin[row]!);
  return { role: ROLES[role[row]!]!, first: first / FRACTION_UNIT, second: second / FRACTION_UNIT };
}

/**
 * Returns the role of a paper with the probability of its topic, in a sentence, and that of the topic which comes next; null where that rounds to nothing. Both
 * have as many digits as it takes for them to agree with the role.
 */
export function describePlace({ role, first, second }: Shares): { role: string; next: string | null } {
  const isSeen = (digits: number) => {
    const [shown, next] = [Number((100 * first).toFixed(digits)), Number((100 * second).toFixed(digits))];
    return role === "unassigned" || role === "unsettled" || shown >= 2 * next === (role === "core");
  };
  const digits = [0, 1, 2].find(isSeen) ?? 2;
  const next = Math.round(100 * second) < 1 ? null : `Next, with a probability of ${formatPercent(second, digits)}`;
  const own = formatPercent(first, digits);
  if (role === "unassigned") return { role: `Unassigned: in no topic; the best has a probability of ${own}.`, next };
  if (role === "unsettled")
    return {
      role: `Unsettled: it came after the last fit and fits no topic yet; the nearest has a probability of ${own}.`,
      next,
    };
  if (role === "core") {
    const text = `Core: its probability is ${own}${next === null ? "" : ", at least twice that of any other topic"}.`;
    return { role: text, next: next && `${next}.` };
  }
  const isOverruled = second > first;
  const text = `Edge, between topics: its probability is ${own}, less than twice that of another.`;
  return { role: text, next: next && `${next}${isOverruled ? "; its words speak for the first" : ""}.` };
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

/** Returns the stability of a topic, in a sentence; null where it was not measured. */
export function describeStability({ stability }: AtlasTopic): string | null {
  if (stability === null) return null;
  return `Stability: ${judgeStability(stability)} (${formatFigure(stability)}). It is how well half of the papers foretell which of the other half are in it: 1 is wholly, 0 by chance.`;
}

/** Returns that a topic is mixed, in a sentence; null where it is not. */
export function describeMixture({ mixed }: AtlasTopic): string | null {
  return mixed ? "Mixed: its papers have little to do with each other." : null;
}

/** Returns what the label is worth, in sentences; none where the pipeline did not measure it. */
export function describeLabelQuality(topic: AtlasTopic): string[] {
  const { labelVerdict: verdict, mixed, labelCoverage, labelPrecision, routing, routingWithTerms } = topic;
  const [coverage, precision] = [labelCoverage ?? null, labelPrecision ?? null];
  const sentences: string[] = [];
  if (verdict) {
    const withTerms = routingWithTerms ?? null;
    sentences.push(
      explainVerdict({ verdict, isMixed: mixed, coverage, precision, routing: routing ?? null, withTerms }),
    );
  }
  if (coverage !== null) {
    const own = precision === null ? "" : `; of all papers that do, ${formatPercent(precision)} are its own`;
    sentences.push(`${formatPercent(coverage)} of the papers contain a phrase of the label${own}.`);
  }
  return sentences;
}

/** Returns the name of an input file without its folder and ending. */
export function nameSource(source: string): string {
  return source.replace(/^.*\//, "").replace(/\.\w{1,5}$/, "") || source;
}
