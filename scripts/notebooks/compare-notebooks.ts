import { isDeepStrictEqual } from "node:util";
import { joinLines, type Notebook, type NotebookCell } from "./notebook-file.ts";

/** How a notebook that is kept stands to one that was just executed. `differences` are in words. */
export type Comparison = { isExact: boolean; differences: string[] };

/**
 * Compares a notebook that is kept with one just executed. All must be the same where both rest on the same vectors. Another processor may
 * give vectors that differ in the last digits, and then figures do: only sources and kinds of outputs are compared.
 */
export function compareNotebooks(kept: Notebook, executed: Notebook): Comparison {
  const isExact = isDeepStrictEqual(kept.metadata, executed.metadata);
  if (!isDeepStrictEqual(kept.cells.map(readSource), executed.cells.map(readSource)))
    return { isExact, differences: ["the sources of the cells differ"] };
  const differences = kept.cells.flatMap((cell, index) => {
    const other = executed.cells[index]!;
    if (!isDeepStrictEqual(listKinds(cell), listKinds(other))) return [`cell ${cell.id}: other kinds of outputs`];
    return !isExact || isDeepStrictEqual(cell.outputs, other.outputs) ? [] : [`cell ${cell.id}: other outputs`];
  });
  return { isExact, differences };
}

function readSource(cell: NotebookCell): [id: string, source: string] {
  return [cell.id, joinLines(cell.source)];
}

function listKinds(cell: NotebookCell): string[] {
  return (cell.outputs ?? []).map(({ output_type, data }) =>
    [output_type, ...Object.keys(data ?? {}).sort()].join(" "),
  );
}
