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
    [
      `Embedding, ${embedding.papers} papers a time: papers a second, medians of 3. The program has a thread for each core, ONNX Runtime alone one session on all cores`,
      formatTable(
        [
          "weights, word pieces",
          "program",
          "ONNX Runtime alone",
          "time ratio",
          "fastembed",
          "time ratio",
          "sentence-transformers",
          "time ratio",
        ],
        embedding.speeds.map(({ dtype, maxTokens, program, bare, fastembed, sentenceTransformers }) => [
          `${dtype}, ${maxTokens}`,
          program.toFixed(1),
          bare.toFixed(1),
          (bare / program).toFixed(2),
          ...[fastembed, sentenceTransformers].flatMap((speed) =>
            speed === null ? ["-", "-"] : [speed.toFixed(1), (speed / program).toFixed(2)],
          ),
        ]),
      ),
    ].join("\n"),
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
