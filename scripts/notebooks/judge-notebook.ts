import { formatNotebook, joinLines, listCharts, type Notebook, type NotebookCell } from "./notebook-file.ts";

/** Bytes that a notebook may have with all its outputs. */
export const MOST_BYTES = 500_000;

/** What a cell calls to show something (notebooks/atlas.ts). */
const SHOWING = /\bawait (?:draw|say|table)\(/g;

/** A part of a Vega-Lite chart: it may have data, and parts of its own. */
type ChartPart = {
  data?: { values?: unknown[]; name?: string };
  datasets?: Record<string, unknown[]>;
  spec?: ChartPart;
} & Partial<Record<"layer" | "concat" | "hconcat" | "vconcat", ChartPart[]>>;

/** Returns what is wrong with an executed notebook, in words; nothing where all is well. `paths`: folders of this machine. */
export function judgeNotebook(notebook: Notebook, paths: readonly string[]): string[] {
  const text = formatNotebook(notebook);
  const bytes = Buffer.byteLength(text);
  return [
    ...notebook.cells.flatMap(judgeCell),
    ...(bytes > MOST_BYTES ? [`size: ${bytes} bytes, of at most ${MOST_BYTES}`] : []),
    ...paths.filter((path) => text.includes(path)).map((path) => `names a folder of this machine: ${path}`),
  ];
}

function judgeCell(cell: NotebookCell): string[] {
  if (cell.cell_type !== "code") return [];
  const faults = (cell.outputs ?? []).flatMap((output) => {
    if (output.output_type === "error") return [`${output.ename}: ${output.evalue}`];
    return output.output_type === "stream" && output.name === "stderr"
      ? [`warns: ${joinLines(output.text).trim()}`]
      : [];
  });
  if (cell.execution_count === null) faults.push("was not executed");
  const shown = joinLines(cell.source).match(SHOWING)?.length ?? 0;
  const outputs = cell.outputs?.length ?? 0;
  if (outputs < shown) faults.push(`lost outputs: ${outputs}, of ${shown}`);
  for (const chart of listCharts(cell)) {
    const counts = countRows(chart as ChartPart);
    if (counts.length === 0 || counts.includes(0)) faults.push("chart without rows");
  }
  return faults.map((fault) => `cell ${cell.id}: ${fault}`);
}

/** Returns the number of rows of each data set of a chart. */
function countRows(part: ChartPart): number[] {
  const parts = [part.spec, part.layer, part.concat, part.hconcat, part.vconcat]
    .flat()
    .filter((inner) => inner !== undefined);
  return [
    ...(part.data?.values ? [part.data.values.length] : []),
    ...Object.values(part.datasets ?? {}).map((rows) => rows.length),
    ...parts.flatMap(countRows),
  ];
}
