import type { TopLevelSpec } from "vega-lite";
import type { ScaleFigures } from "./scale-run.ts";

type Point = { papers: number; value: number };

/** Runs of the program on corpora of growing size, and the machine: "2 cores, 24 GiB, Node 20". */
export type ScaleReport = { machine: string; runs: ScaleFigures[] };

const LEAST_TO_FIT = 2;

/** Returns the power of the number of papers with which a value grows: the slope of least squares of logarithms; null where nothing can be fitted. */
export function fitExponent(points: readonly Point[]): number | null {
  const logs = points.filter(({ value }) => value > 0).map(({ papers, value }) => [Math.log(papers), Math.log(value)]);
  const mean = (place: number) => logs.reduce((sum, pair) => sum + pair[place]!, 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = logs.reduce((sum, [x]) => sum + (x! - meanX) ** 2, 0);
  if (logs.length < LEAST_TO_FIT || spread === 0) return null;
  return logs.reduce((sum, [x, y]) => sum + (x! - meanX) * (y! - meanY), 0) / spread;
}

/** Returns the seconds of each stage by number of papers, with exponents, then memory and the sizes of files, as a Markdown table. */
export function formatScaleTable({ machine, runs }: ScaleReport): string {
  const names = runs[0]!.stages.map(({ stage }) => stage);
  const stages = names.map((name) => line(name, runs, (run) => findSeconds(run, name), formatNumber));
  const rows = [
    ...stages,
    line("**all**", runs, ({ seconds }) => seconds, formatNumber),
    line("of processors", runs, ({ processorSeconds }) => processorSeconds, formatNumber),
    line("peak memory, MiB", runs, ({ peakMegabytes }) => peakMegabytes, formatWhole),
    line("`atlas.html`, MB", runs, ({ megabytes }) => megabytes.atlas, formatNumber),
    line("`report.html`, MB", runs, ({ megabytes }) => megabytes.report, formatNumber),
    line("`atlas.duckdb`, MB", runs, ({ megabytes }) => megabytes.database, formatNumber),
    ["topics", ...runs.map(({ topics }) => topics.join(" / ")), ""],
    ...runs[0]!.peers.flatMap(({ tool }) => describePeer(tool, runs)),
  ];
  const header = ["seconds", ...runs.map(({ papers }) => `${papers.toLocaleString("en")} papers`), "power"];
  return [
    `${machine}; vectors given.`,
    "",
    toLine(header),
    toLine(header.map((_, column) => (column === 0 ? "---" : "---:"))),
    ...rows.map(toLine),
    "",
  ].join("\n");
}

/** Returns the chart of the table: seconds and memory so far by stage, both axes logarithmic. */
export function drawScaleChart({ machine, runs }: ScaleReport): TopLevelSpec {
  const names = runs[0]!.stages.map(({ stage }) => stage);
  const values = runs.flatMap((run) =>
    run.stages.flatMap(({ stage, seconds, peakMegabytes }) => {
      const power = fitExponent(runs.map((other) => ({ papers: other.papers, value: findSeconds(other, stage) })));
      const named = power === null ? stage : `${stage}, n^${power.toFixed(2)}`;
      return [
        { stage: named, papers: run.papers, measure: "seconds", value: Math.max(seconds, 0.01) },
        { stage: named, papers: run.papers, measure: "peak memory so far, MiB", value: Math.max(peakMegabytes, 1) },
      ];
    }),
  );
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: { text: "Seconds and memory by stage", subtitle: `${machine}; vectors given` },
    description: `Seconds of each stage (${names.join(", ")}) and the peak memory at its end, by number of papers`,
    data: { values },
    facet: { column: { field: "measure", type: "nominal", title: null, sort: null } },
    spec: {
      width: 380,
      height: 420,
      mark: { type: "line", point: true },
      encoding: {
        x: { field: "papers", type: "quantitative", scale: { type: "log", nice: false }, title: "papers" },
        y: { field: "value", type: "quantitative", scale: { type: "log" }, title: null },
        color: { field: "stage", type: "nominal", sort: null, title: "stage", scale: { scheme: "tableau20" } },
      },
    },
    resolve: { scale: { y: "independent" } },
  };
}

function line(
  name: string,
  runs: readonly ScaleFigures[],
  measure: (run: ScaleFigures) => number,
  format: (value: number) => string,
): string[] {
  const power = fitExponent(runs.map((run) => ({ papers: run.papers, value: measure(run) })));
  return [name, ...runs.map((run) => format(measure(run))), power === null ? "" : power.toFixed(2)];
}

/** Returns what another tool took on the same papers: seconds, memory, and the topics it found. */
function describePeer(tool: string, runs: readonly ScaleFigures[]): string[][] {
  const find = (run: ScaleFigures) => run.peers.find((peer) => peer.tool === tool);
  const topics = runs.map((run) => find(run)?.topics ?? null);
  return [
    line(`${tool}, s`, runs, (run) => find(run)?.seconds ?? 0, formatKnown),
    line(`${tool}, peak memory, MiB`, runs, (run) => find(run)?.peakMegabytes ?? 0, formatKnown),
    ...(tool === "bertopic"
      ? [[`${tool}, topics`, ...topics.map((count) => (count === null ? "" : String(count))), ""]]
      : []),
  ];
}

function findSeconds({ stages }: ScaleFigures, name: string): number {
  return stages.find(({ stage }) => stage === name)?.seconds ?? 0;
}

function formatNumber(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}

/** Nothing for what was not measured. */
function formatKnown(value: number): string {
  return value === 0 ? "" : formatNumber(value);
}

function formatWhole(value: number): string {
  return value.toFixed(0);
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
