import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { compareNotebooks } from "./notebooks/compare-notebooks.ts";
import { executeNotebook, findTools, type NotebookTools } from "./notebooks/execute-notebook.ts";
import { judgeNotebook } from "./notebooks/judge-notebook.ts";
import { makeFeedOutput, makeSeedsOutput } from "./notebooks/make-outputs.ts";
import { formatNotebook, listCharts, readNotebook } from "./notebooks/notebook-file.ts";
import { runProgram } from "./notebooks/run-program.ts";
import { tidyNotebook } from "./notebooks/tidy-notebook.ts";

// `npm run notebooks`: executes every notebook end to end and keeps its outputs, or compares them with what is kept.

const PROJECT = fileURLToPath(new URL("../", import.meta.url));
const FOLDER = join(PROJECT, "notebooks");
const ENVIRONMENT = join(FOLDER, ".venv");
const OUTPUTS = join(PROJECT, "output/notebooks");
const MACHINE_PATHS = [PROJECT, tmpdir(), homedir()].map((path) => `${path.replace(/\/$/, "")}/`);

/** Notebooks by file, with the atlas that each reads. */
const NOTEBOOKS = {
  "1-explore.ipynb": "seeds",
  "2-trust.ipynb": "seeds",
  "3-follow.ipynb": "feed",
  "4-python.ipynb": "seeds",
} as const;

const options = new Command("npm run notebooks --")
  .description("Executes the notebooks on the seed pages and on three weeks of a feed, and keeps their outputs.")
  .option("--install", "install Jupyter, Deno and the Python packages into notebooks/.venv first")
  .option("--check", "change nothing; end with 1 where a notebook would come out otherwise")
  .parse()
  .opts<{ install?: boolean; check?: boolean }>();

try {
  if (options.install) await installTools();
  const tools = findTools(ENVIRONMENT);
  if (tools) process.exitCode = (await runNotebooks(tools)) ? 0 : 1;
  else {
    process.stderr.write(
      "Jupyter is not installed in notebooks/.venv. To install it:\n  npm run notebooks -- --install\n",
    );
    process.exitCode = 2;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

async function installTools(): Promise<void> {
  const python = process.platform === "win32" ? "python" : "python3";
  if (!existsSync(ENVIRONMENT)) await runProgram(python, ["-m", "venv", ENVIRONMENT], { cwd: FOLDER });
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    "-r",
    "requirements.txt",
  ];
  await runProgram(join(ENVIRONMENT, process.platform === "win32" ? "Scripts/python" : "bin/python"), pip, {
    cwd: FOLDER,
  });
  process.stdout.write("Jupyter, Deno and the Python packages are in notebooks/.venv\n");
}

async function runNotebooks(tools: NotebookTools): Promise<boolean> {
  process.stdout.write("running the pipeline on seeds/ and on notebooks/data/, where that is not done\n");
  const outputs = {
    seeds: await makeSeedsOutput(PROJECT, join(OUTPUTS, "seeds")),
    feed: await makeFeedOutput(PROJECT, join(OUTPUTS, "feed")),
  };
  const work = await mkdtemp(join(tmpdir(), "notebooks-"));
  let isWell = true;
  try {
    for (const [file, name] of Object.entries(NOTEBOOKS)) {
      const path = join(FOLDER, file);
      const { folder, vectors } = outputs[name];
      const startedAt = performance.now();
      const executed = await executeNotebook(tools, path, { folder: FOLDER, output: folder, work });
      const notebook = await tidyNotebook(executed, vectors);
      const text = formatNotebook(notebook);
      const charts = notebook.cells.flatMap(listCharts).length;
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`${file}  ${charts} charts, ${Math.round(text.length / 1000)} kB, ${seconds} s\n`);
      const faults = judgeNotebook(notebook, MACHINE_PATHS);
      if (options.check) {
        const { isExact, differences } = compareNotebooks(await readNotebook(path), notebook);
        if (!isExact)
          process.stdout.write("  other vectors than those it was kept with: only kinds of outputs are compared\n");
        faults.push(...differences);
      } else if (faults.length === 0) await writeFile(path, text);
      for (const fault of faults) process.stdout.write(`  ${fault}\n`);
      isWell &&= faults.length === 0;
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  if (!isWell && options.check) process.stdout.write("to keep what came out: npm run notebooks\n");
  return isWell;
}
