import type { Figures } from "./run.ts";
import { formatSeconds, formatTable } from "./table.ts";

/** Returns the figures as text for a terminal. */
export function formatReport({ machine, pipelines, embedding, kMeans, neighbors }: Figures): string {
  const sections = [
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}`,
    ...pipelines.map(({ name, papers, topics, seconds, stages }) =>
      [
        `Pipeline, ${name}: ${papers} papers, ${topics} topics, ${formatSeconds(seconds)}`,
        formatTable(
          ["stage", "time", "share", "peak memory so far"],
          stages.map((row) => [
            row.stage,
            formatSeconds(row.seconds),
            `${((100 * row.seconds) / seconds).toFixed(0)} %`,
            `${row.peakMegabytes.toFixed(0)} MB`,
          ]),
        ),
      ].join("\n"),
    ),
    `Embedding, ${embedding.papers} papers, median of 3: fp16 ${embedding.fp16PerSecond.toFixed(1)} a second, q8 ${embedding.q8PerSecond.toFixed(1)}, q8 / fp16 ${embedding.ratio.toFixed(2)}`,
    [
      "k-means, one start, against ml-kmeans (ours / theirs; below 1 is better): median time, mean inertia and steps of 3",
      formatTable(
        ["rows x columns, k", "start", "ours", "theirs", "steps", "time ratio", "inertia ratio"],
        kMeans.map((row) => [
          `${row.rows} x ${row.dimensions}, ${row.k}`,
          row.start,
          formatSeconds(row.ourSeconds),
          formatSeconds(row.theirSeconds),
          `${row.ourIterations.toFixed(0)} / ${row.theirIterations.toFixed(0)}`,
          row.timeRatio.toFixed(2),
          row.inertiaRatio.toFixed(4),
        ]),
      ),
    ].join("\n"),
    [
      "Nearest neighbours (exact, 20) and UMAP",
      formatTable(
        ["rows x columns", "neighbours", "loop / matrix product", "UMAP"],
        neighbors.map((row) => [
          `${row.rows} x ${row.dimensions}`,
          formatSeconds(row.neighborSeconds),
          row.loopOverProduct.toFixed(1),
          formatSeconds(row.umapSeconds),
        ]),
      ),
    ].join("\n"),
  ];
  return `${sections.join("\n\n")}\n`;
}
