/** From which score on a pair of each kind is one paper. */
export type DuplicateThresholds = { identity: number; near: number; semantic: number };

/** Kinds of pairs of different texts that are merged, the first that applies before the next. */
export const PAIR_KINDS = ["identity", "near", "semantic"] as const;

/** Why two texts were merged: a kind of score, or someone's decision. */
export type EdgeKind = (typeof PAIR_KINDS)[number] | "decision";

/** A pair of texts with its scores, by the ids of the texts; the ranks say which of them is rather kept, the lower first. */
export type StoredPair = {
  text_a: string;
  text_b: string;
  rank_a: number;
  rank_b: number;
  identity: number | null;
  near: number;
  semantic: number | null;
  distinction: string | null;
  evidence: string;
};

/** What someone decided of two texts: they are always, or never, one paper. */
export type Decision = { text_a: string; text_b: string; verdict: "always" | "never" };

/** The edge from a text that was merged to the one that is kept in its stead. */
export type TextEdge = { kept: string; kind: EdgeKind; score: number; evidence: string };

/** How sure a pair is: the kind that decides, its score, and how far that is above the threshold (below 0: it is not enough). */
export type PairVerdict = { kind: (typeof PAIR_KINDS)[number]; score: number; margin: number; isOne: boolean };

/**
 * Returns whether the scores of a pair make it one paper, by the first kind that says so, else by the one that came nearest. What tells
 * the texts apart forbids near and semantic ones.
 */
export function judgePair(pair: StoredPair, thresholds: DuplicateThresholds): PairVerdict {
  let best: PairVerdict | null = null;
  for (const kind of PAIR_KINDS) {
    const score = pair[kind];
    if (score === null) continue;
    const margin = score - thresholds[kind];
    const isOne = margin >= 0 && (kind === "identity" || pair.distinction === null);
    if (isOne) return { kind, score, margin, isOne };
    if (best === null || margin > best.margin) best = { kind, score, margin, isOne };
  }
  return best!;
}

/**
 * Returns, for each text that is merged, the text that is kept and why. A group is a star: each of its texts has an edge of its own to the one
 * that is kept, which is the lowest in rank; a text with edges to several goes to the one with the widest margin. Two texts that are never one
 * paper are in no group together.
 */
export function groupTexts(
  pairs: readonly StoredPair[],
  thresholds: DuplicateThresholds,
  decisions: readonly Decision[] = [],
): Map<string, TextEdge> {
  const { ranks, edges } = collectEdges(pairs, thresholds, decisions);
  const never = collectPartners(decisions);
  const texts = [...ranks.keys()].sort((a, b) => ranks.get(a)! - ranks.get(b)! || (a < b ? -1 : 1));
  const kept = new Map<string, TextEdge>();
  const members = new Map<string, string[]>();
  for (const text of texts) {
    let best: (TextEdge & { margin: number }) | null = null;
    for (const edge of edges.get(text) ?? []) {
      const group = members.get(edge.kept);
      const isBarred = group?.some((member) => never.get(text)?.has(member)) ?? true;
      if (!isBarred && (best === null || edge.margin > best.margin)) best = edge;
    }
    if (best === null) members.set(text, [text]);
    else {
      const { margin: _, ...edge } = best;
      kept.set(text, edge);
      members.get(edge.kept)!.push(text);
    }
  }
  return kept;
}

type WeighedEdge = TextEdge & { margin: number };

function collectEdges(
  pairs: readonly StoredPair[],
  thresholds: DuplicateThresholds,
  decisions: readonly Decision[],
): { ranks: Map<string, number>; edges: Map<string, WeighedEdge[]> } {
  const ranks = new Map<string, number>();
  const edges = new Map<string, WeighedEdge[]>();
  const connect = (a: string, b: string, edge: Omit<WeighedEdge, "kept">) => {
    for (const [text, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const list = edges.get(text);
      if (list) list.push({ ...edge, kept: other });
      else edges.set(text, [{ ...edge, kept: other }]);
    }
  };
  for (const pair of pairs) {
    ranks.set(pair.text_a, pair.rank_a);
    ranks.set(pair.text_b, pair.rank_b);
    const { kind, score, margin, isOne } = judgePair(pair, thresholds);
    if (isOne) connect(pair.text_a, pair.text_b, { kind, score, margin, evidence: pair.evidence });
  }
  for (const { text_a, text_b, verdict } of decisions) {
    for (const text of [text_a, text_b]) if (!ranks.has(text)) ranks.set(text, Number.MAX_SAFE_INTEGER);
    if (verdict === "always")
      connect(text_a, text_b, {
        kind: "decision",
        score: 1,
        margin: Number.POSITIVE_INFINITY,
        evidence: "decided: always",
      });
  }
  return { ranks, edges };
}

function collectPartners(decisions: readonly Decision[]): Map<string, Set<string>> {
  const partners = new Map<string, Set<string>>();
  for (const { text_a, text_b, verdict } of decisions) {
    if (verdict !== "never") continue;
    for (const [text, other] of [
      [text_a, text_b],
      [text_b, text_a],
    ] as const)
      partners.set(text, (partners.get(text) ?? new Set()).add(other));
  }
  return partners;
}
