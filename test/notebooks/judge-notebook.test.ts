import { describe, expect, it } from "vitest";
import { compareNotebooks } from "../../scripts/notebooks/compare-notebooks.ts";
import { judgeNotebook, MOST_BYTES } from "../../scripts/notebooks/judge-notebook.ts";
import { type CellOutput, formatNotebook, type Notebook } from "../../scripts/notebooks/notebook-file.ts";
import { tidyNotebook } from "../../scripts/notebooks/tidy-notebook.ts";

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function writeNotebook(outputs: CellOutput[], vectors = "a1"): Notebook {
  const kernelspec = { name: "deno", display_name: "Deno", language: "typescript" };
  return {
    cells: [{ cell_type: "code", id: "chart", metadata: {}, source: "draw()", execution_count: 1, outputs }],
    metadata: { kernelspec, topic_atlas: { vectors } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

const chart = (spec: object): CellOutput => ({
  output_type: "display_data",
  data: { "application/vnd.vegalite.v6+json": spec },
});
const values = [{ x: 1 }];

describe("judgeNotebook", () => {
  it.each([
    ["a chart with rows", chart({ data: { values } }), []],
    ["a chart whose panels have rows", chart({ vconcat: [{ data: { values } }, { spec: { data: { values } } }] }), []],
    ["a chart without data", chart({ mark: "bar" }), ["cell chart: chart without rows"]],
    [
      "a layer without rows",
      chart({ data: { values }, layer: [{ data: { values: [] } }] }),
      ["cell chart: chart without rows"],
    ],
    [
      "a data set without rows",
      chart({ data: { name: "d" }, datasets: { d: [] } }),
      ["cell chart: chart without rows"],
    ],
    ["a warning", { output_type: "stream", name: "stderr", text: ["WARN no\n"] }, ["cell chart: warns: WARN no"]],
    ["what a cell prints", { output_type: "stream", name: "stdout", text: "6 of 23\n" }, []],
    [
      "an error",
      { output_type: "error", ename: "TypeError", evalue: "x is null" },
      ["cell chart: TypeError: x is null"],
    ],
  ] as [string, CellOutput, string[]][])("judges %s", (_, output, faults) => {
    expect(judgeNotebook(writeNotebook([output]), [])).toEqual(faults);
  });

  it("finds an output that was lost on its way", () => {
    const notebook = writeNotebook([chart({ data: { values } })]);
    notebook.cells[0]!.source = ["await draw({});\n", "await say(text);"];
    expect(judgeNotebook(notebook, [])).toEqual(["cell chart: lost outputs: 1, of 2"]);
  });

  it("finds a folder of this machine, a cell that was not executed, and a notebook that is too large", () => {
    const notebook = writeNotebook([
      { output_type: "stream", name: "stdout", text: `/home/me/x${"x".repeat(MOST_BYTES)}` },
    ]);
    notebook.cells[0]!.execution_count = null;
    expect(judgeNotebook(notebook, ["/home/me/", "/tmp/"])).toEqual([
      "cell chart: was not executed",
      expect.stringMatching(/^size: \d+ bytes, of at most 500000$/),
      "names a folder of this machine: /home/me/",
    ]);
  });
});

describe("compareNotebooks", () => {
  const kept = writeNotebook([chart({ data: { values } })]);
  const otherRows = [chart({ data: { values: [{ x: 2 }] } })];

  it("finds other outputs where both rest on the same vectors", () => {
    expect(compareNotebooks(kept, kept)).toEqual({ isExact: true, differences: [] });
    expect(compareNotebooks(kept, writeNotebook(otherRows)).differences).toEqual(["cell chart: other outputs"]);
  });

  it("takes other figures, but no other kinds of outputs, where the vectors are others", () => {
    expect(compareNotebooks(kept, writeNotebook(otherRows, "b2"))).toEqual({ isExact: false, differences: [] });
    expect(compareNotebooks(kept, writeNotebook([], "b2")).differences).toEqual(["cell chart: other kinds of outputs"]);
  });
});

describe("tidyNotebook", () => {
  it("drops times and versions, keeps what is shown, and gives the same bytes again", async () => {
    const executed = writeNotebook([
      { output_type: "display_data", data: { "image/png": `${PIXEL}\n` }, metadata: {} },
    ]);
    executed.cells[0]!.metadata = { execution: { "iopub.status.busy": "2026-11-28T14:47:01Z" } };
    executed.metadata.language_info = { name: "typescript", version: "6.0.3" };
    const tidy = await tidyNotebook(executed, "a1");
    expect(tidy.metadata).toEqual({ ...writeNotebook([]).metadata, language_info: { name: "typescript" } });
    expect(tidy.cells[0]!.metadata).toEqual({});
    expect(Buffer.from(tidy.cells[0]!.outputs![0]!.data!["image/png"] as string, "base64").readUInt32BE(16)).toBe(1);
    expect(formatNotebook(await tidyNotebook(tidy, "a1"))).toBe(formatNotebook(tidy));
    expect(JSON.parse(formatNotebook(tidy))).toEqual(tidy);
  });
});
