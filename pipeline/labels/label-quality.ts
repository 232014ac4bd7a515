import { LEAST_F1, LEAST_ROUTING, LEAST_ROUTING_WITH_TERMS } from "./explain-verdict.ts";
import { contrastOf, cosinesOfLabel, type LabelCandidate, type PhraseSpace } from "./phrase-likeness.ts";

/** How well a label describes its topic, where the label is read as a query: which papers contain any of its phrases? */
export type LabelQuality = {
  /** Share of the members that contain a phrase of the label. */
  coverage: number;
  /** Share of the papers with a phrase of the label that are members. */
  precision: number;
  /** Harmonic mean of the two. */
  f1: number;
  /** Cosine of the label to its topic less that to the most similar other topic. */
  contrast: number;
  /** "fits", or "provisional" where F1, contrast or routing is too low. */
  verdict: "fits" | "provisional";
};

/** Shares of held-out members led home that are asked of a label that does not fit by its figures. */
const SURE_ROUTING = 0.45;
const SURE_ROUTING_WITH_TERMS = 0.6;
const LEAST_CONTRAST = 0.05;

/** Measures the label of a topic; null where it has no phrases. `topicOf` gives the topic of each paper, or -1, and `sizes` the papers of each topic. */
export function measureLabel(
  phrases: readonly LabelCandidate[],
  topic: number,
  { topicOf, sizes }: { topicOf: Int32Array; sizes: Int32Array },
  space: PhraseSpace,
): LabelQuality | null {
  if (phrases.length === 0) return null;
  const containing = new Set(phrases.flatMap(({ phrase }) => phrase.documents));
  const inside = [...containing].filter((row) => topicOf[row] === topic).length;
  const coverage = inside / sizes[topic]!;
  const precision = inside / containing.size;
  const f1 = inside === 0 ? 0 : (2 * coverage * precision) / (coverage + precision);
  const contrast = contrastOf(cosinesOfLabel(phrases, space), topic);
  const verdict = f1 < LEAST_F1 || contrast < LEAST_CONTRAST ? "provisional" : "fits";
  return { coverage, precision, f1, contrast, verdict };
}

/** What else is known of a label: the shares of held-out members that it leads home, alone and with the terms beside it; null if not known. */
export type LabelEvidence = { routing: number | null; withTerms: number | null; isMixed: boolean };

/**
 * Returns the quality with the verdict that routing asks for: a label that fits by its figures must lead some held-out members home, one that
 * does not may by leading many. The label of a mixture is provisional.
 */
export function judgeLabel(quality: LabelQuality | null, evidence: LabelEvidence): LabelQuality | null {
  if (!quality) return null;
  const [routing, withTerms] = [evidence.routing ?? 0, evidence.withTerms ?? 0];
  const isKnown = evidence.routing !== null || evidence.withTerms !== null;
  const leadsSome = !isKnown || routing > LEAST_ROUTING || withTerms > LEAST_ROUTING_WITH_TERMS;
  const leadsMany = routing > SURE_ROUTING || withTerms > SURE_ROUTING_WITH_TERMS;
  const fits = quality.verdict === "fits" ? leadsSome : leadsMany;
  return { ...quality, verdict: fits && !evidence.isMixed ? "fits" : "provisional" };
}
