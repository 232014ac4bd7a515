import { readFile } from "node:fs/promises";
import { formatSpec } from "../../pipeline/charts/format-spec.ts";

/** What a cell shows, as Jupyter keeps it. `data` is by media type; `text` is a list of lines. */
export type CellOutput = {
  output_type: "display_data" | "execute_result" | "stream" | "error";
  name?: string;
  text?: string | string[];
  ename?: string;
  evalue?: string;
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
};

/** A cell of a notebook; those of text have no outputs. */
export type NotebookCell = {
  cell_type: "code" | "markdown";
  id: string;
  metadata: Record<string, unknown>;
  source: string | string[];
  outputs?: CellOutput[];
  execution_count?: number | null;
};

/** A notebook of format 4.5. */
export type Notebook = {
  cells: NotebookCell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
};

/** Reads a notebook from its file. */
export async function readNotebook(path: string): Promise<Notebook> {
  return JSON.parse(await readFile(path, "utf8")) as Notebook;
}

/** Returns a notebook as the text of its file: a line of source, and a row of a chart's data, on a line of its own. */
export function formatNotebook(notebook: Notebook): string {
  return formatSpec(notebook);
}

/** Returns a text that Jupyter keeps whole or as a list of lines. */
export function joinLines(text: string | string[] | undefined): string {
  return Array.isArray(text) ? text.join("") : (text ?? "");
}

/** Returns the Vega-Lite charts among a cell's outputs. */
export function listCharts(cell: NotebookCell): object[] {
  return (cell.outputs ?? []).flatMap(({ data = {} }) =>
    Object.entries(data).flatMap(([type, value]) =>
      type.startsWith("application/vnd.vegalite.") ? [value as object] : [],
    ),
  );
}
