import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { renderSvg } from "../../pipeline/charts/render-chart.ts";
import { createLog } from "../../pipeline/cli/terminal-log.ts";
import { measurePeers } from "./peers.ts";
import { readSources, type Sources, writeInputs } from "./scale-inputs.ts";
import { drawScaleChart, formatScaleTable, type ScaleReport } from "./scale-report.ts";
import { measureScale, type ScaleFigures } from "./scale-run.ts";

/** What is run: papers of each run, where inputs and outputs go, and options of the program. `inputsOnly` runs nothing; `python` has other tools to run beside. */
export type ScaleOptions = {
  sizes: number[];
  folder: string;
  abstracts: string;
  vectorFile: string;
  root: string;
  inputsOnly: boolean;
  python?: string | undefined;
  options: readonly string[];
};

/** Papers on which other tools are run, at most: of more they take minutes. */
const MOST_FOR_PEERS = 10_000;

/**
 * Runs the program on corpora of growing size, mixed of real abstracts with made vectors, and writes scale.md, scale.svg and scale.json. Inputs that are there are
 * taken as they are.
 */
export async function runScale(scale: ScaleOptions): Promise<string> {
  const { sizes, folder, root, inputsOnly, python, options } = scale;
  await mkdir(folder, { recursive: true });
  const prepare = createPreparer(scale);
  const runs: ScaleFigures[] = [];
  for (const size of sizes) {
    const input = await prepare(size);
    if (inputsOnly) continue;
    process.stderr.write(`running on ${size} papers\n`);
    const run = await measureScale(input, join(folder, nameSize(size), "output"), root, options);
    const runsPeers = python && size <= MOST_FOR_PEERS;
    runs.push(runsPeers ? { ...run, peers: await measurePeers(python, input, run.topics[0]!) } : run);
    await writeReport({ machine: describeMachine(), runs }, folder);
  }
  return inputsOnly ? "" : formatScaleTable({ machine: describeMachine(), runs });
}

function createPreparer({ folder, abstracts, vectorFile }: ScaleOptions): (size: number) => Promise<string> {
  let sources: Sources | null = null;
  return async (size) => {
    const path = join(folder, nameSize(size), "papers.parquet");
    if (existsSync(path)) return path;
    process.stderr.write(`mixing ${size} papers\n`);
    sources ??= await readSources(abstracts, vectorFile, createLog("normal", process.stderr));
    return writeInputs(sources, size, join(folder, nameSize(size)));
  };
}

async function writeReport(report: ScaleReport, folder: string): Promise<void> {
  await writeFile(join(folder, "scale.json"), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(folder, "scale.md"), formatScaleTable(report));
  await writeFile(join(folder, "scale.svg"), await renderSvg(drawScaleChart(report)));
}

function nameSize(size: number): string {
  return size % 1000 === 0 ? `${size / 1000}k` : String(size);
}

function describeMachine(): string {
  const memory = Math.ceil(totalmem() / 2 ** 30);
  return `${cpus().length} cores, ${memory} GiB, Node ${process.versions.node.split(".")[0]}`;
}
