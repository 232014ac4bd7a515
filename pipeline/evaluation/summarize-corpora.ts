import type { CorpusEvaluation } from "./corpus-evaluation.ts";
import { findMedian } from "./median.ts";

/** A way to make topics with its figures, each the mean over all corpora; a figure that is not known on every one is left out. */
export type MeanRow = { name: string; figures: Record<string, number> };

/** What several corpora say together. `topicError` is the median of |k - true| / true of the nearest levels. */
export type Summary = { rows: MeanRow[]; peers: MeanRow[]; topicError: number };

/** Returns the means over corpora of our rows and of those of the tools that are known on every one. */
export function summarizeCorpora(corpora: readonly Pick<CorpusEvaluation, "rows" | "peers" | "topics">[]): Summary {
  return {
    rows: averageRows(corpora.map(({ rows }) => rows.map(({ name, metrics }) => ({ name, figures: metrics })))),
    peers: averageRows(
      corpora.map(({ peers }) => (peers?.rows ?? []).map(({ tool, topics, ...figures }) => ({ name: tool, figures }))),
    ),
    topicError: findMedian(corpora.map(({ topics }) => Math.abs(topics.nearest - topics.true) / topics.true)),
  };
}

function averageRows(byCorpus: readonly (readonly MeanRow[])[]): MeanRow[] {
  const [first = [], ...others] = byCorpus;
  return first.flatMap((row) => {
    const same = others.map((rows) => rows.find(({ name }) => name === row.name));
    const known = [row, ...same].filter((candidate) => candidate !== undefined);
    return known.length === byCorpus.length ? [{ name: row.name, figures: averageFigures(known) }] : [];
  });
}

function averageFigures(rows: readonly MeanRow[]): Record<string, number> {
  const [first] = rows;
  const metrics = Object.keys(first!.figures).filter((metric) =>
    rows.every(({ figures }) => Number.isFinite(figures[metric])),
  );
  return Object.fromEntries(
    metrics.map((metric) => [metric, rows.reduce((sum, { figures }) => sum + figures[metric]!, 0) / rows.length]),
  );
}
