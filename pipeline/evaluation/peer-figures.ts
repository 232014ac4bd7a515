import peers from "./peer-figures.json" with { type: "json" };

/** What another tool reached; `topics` in words, because most find another number each time. */
export type PeerRow = { tool: string; topics: string } & Partial<
  Record<"ari" | "nmi" | "npmi" | "diversity" | "stability", number>
>;

/** Figures of other tools on a corpus, and how they were come by. */
export type PeerFigures = { name: string; source: string; rows: PeerRow[] };

/** Returns the figures of other tools on the corpus that has just these labels, or null when none are known. */
export function findPeerFigures(labels: readonly string[]): PeerFigures | null {
  const key = [...labels].sort().join("\n");
  const corpus = peers.corpora.find((candidate) => [...candidate.labels].sort().join("\n") === key);
  return corpus ? { name: corpus.name, source: peers.source, rows: corpus.rows } : null;
}
