import type { Vectors } from "../numeric/vectors.ts";
import { dotProduct } from "../numeric/vectors.ts";
import { findDistinction, readWords } from "./distinctions.ts";
import { findCandidates } from "./find-candidates.ts";
import { scoreIdentity, scoreNear, scoreSemantic } from "./likeness-scores.ts";
import type { Identifiers } from "./record-identifiers.ts";
import { TextComparer, type TextLikeness } from "./text-comparer.ts";
import type { WordTable } from "./word-table.ts";

/** Distinct texts with what their records say of them, by row of the word table. */
export type ComparedTexts = { table: WordTable; identifiers: Identifiers[]; names: string[][] };

/** A pair of texts, by row, with the scores that could be given, and what tells them apart. */
export type ScoredPair = {
  a: number;
  b: number;
  /** How far the texts bear out an identifier that both have; null where they have none in common. */
  identity: number | null;
  near: number;
  /** Null where it was not needed or cannot be high. */
  semantic: number | null;
  distinction: string | null;
  evidence: string;
};

/** Returns the vectors of the texts of rows, a row for each. */
export type EmbedRows = (rows: readonly number[]) => Promise<Vectors>;

/** Scores from which on a pair is kept: far enough below what merges that a lower threshold has pairs to decide on. */
const LEAST_SCORES = { near: 0.4, semantic: 0.55 };

/** A near score that needs no vector. */
const NEAR_ENOUGH = 0.6;

/** A near score, and a Jaccard similarity of names, from which on authors need not be the same people by name. */
const SAME_WORDING = 0.95;

const SHOWN_WORDS = 6;

/**
 * Compares every pair of texts that may be one paper. Vectors are asked for once, and of those texts alone whose words leave it open and that
 * nothing tells apart.
 * Pairs come in order of rows.
 */
export async function compareTexts(texts: ComparedTexts, embedRows: EmbedRows): Promise<ScoredPair[]> {
  const comparer = new TextComparer(texts.table);
  const pairs: ScoredPair[] = [];
  const open: { pair: ScoredPair; likeness: TextLikeness }[] = [];
  for (const [a, b] of findCandidates(comparer, texts.identifiers)) {
    const likeness = comparer.compare(a, b);
    const shared = listSharedIdentifiers(texts.identifiers[a]!, texts.identifiers[b]!);
    const near = scoreNear(likeness);
    const isOpen = near < NEAR_ENOUGH && scoreSemantic(likeness, 1) >= LEAST_SCORES.semantic + 0.1;
    if (shared.length === 0 && near < LEAST_SCORES.near && !isOpen) continue;
    const pair: ScoredPair = {
      a,
      b,
      identity: shared.length > 0 ? scoreIdentity(likeness) : null,
      near,
      semantic: null,
      distinction: findDistinctionOf(texts, a, b, near),
      evidence: describeLikeness(likeness, shared),
    };
    pairs.push(pair);
    if (isOpen && pair.identity === null && pair.distinction === null) open.push({ pair, likeness });
  }
  if (open.length > 0) await scoreOpen(open, comparer, embedRows);
  return pairs.filter(isWorthKeeping);
}

async function scoreOpen(
  open: readonly { pair: ScoredPair; likeness: TextLikeness }[],
  comparer: TextComparer,
  embedRows: EmbedRows,
): Promise<void> {
  const rows = [...new Set(open.flatMap(({ pair: { a, b } }) => [a, b]))].sort((a, b) => a - b);
  const places = new Map(rows.map((row, place) => [row, place]));
  const vectors = await embedRows(rows);
  for (const { pair, likeness } of open) {
    const cosine = dotProduct(vectors, places.get(pair.a)!, vectors, places.get(pair.b)!);
    pair.semantic = scoreSemantic(likeness, cosine);
    const words = comparer.listSharedWords(pair.a, pair.b, SHOWN_WORDS);
    pair.evidence += `; cosine ${formatShare(cosine)}, shared words ${words.join(", ")}`;
  }
}

function isWorthKeeping({ identity, near, semantic }: ScoredPair): boolean {
  return identity !== null || near >= LEAST_SCORES.near || (semantic ?? 0) >= LEAST_SCORES.semantic;
}

function listSharedIdentifiers(a: Identifiers, b: Identifiers): string[] {
  const names = { arxiv: "arXiv identifier", doi: "DOI", url: "address" };
  const keys = ["arxiv", "doi", "url"] as const;
  return keys.filter((key) => a[key] !== null && a[key] === b[key]).map((key) => `same ${names[key]} ${a[key]}`);
}

function findDistinctionOf(
  { table, identifiers, names }: ComparedTexts,
  a: number,
  b: number,
  near: number,
): string | null {
  const [left, right] = [identifiers[a]!.arxiv, identifiers[b]!.arxiv];
  if (left !== null && right !== null && left !== right) return `other arXiv identifiers: ${left} | ${right}`;
  const [these, those] = [names[a]!, new Set(names[b]!)];
  if (these.length > 0 && those.size > 0 && near < SAME_WORDING && !these.some((name) => those.has(name)))
    return "no author in common";
  return findDistinction(readWords(table, a), readWords(table, b));
}

function describeLikeness({ jaccard, containment, words, title }: TextLikeness, shared: readonly string[]): string {
  return [
    ...shared,
    `shared three-word runs ${formatShare(jaccard)} of all, ${formatShare(containment)} of the shorter text`,
    `titles ${formatShare(title)}`,
    `words ${formatShare(words)}`,
  ].join("; ");
}

function formatShare(share: number): string {
  return share.toFixed(2);
}
