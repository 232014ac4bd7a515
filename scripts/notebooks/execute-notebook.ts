import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Notebook, readNotebook } from "./notebook-file.ts";
import { runProgram } from "./run-program.ts";

const CELL_SECONDS = 600;

/** Where Jupyter, Deno and the Python packages are installed, and how to run their programs. */
export type NotebookTools = { programs: string; find(name: string): string };

/** Returns the tools of a virtual environment; null where they are not installed. */
export function findTools(environment: string): NotebookTools | null {
  const isWindows = process.platform === "win32";
  const programs = join(environment, isWindows ? "Scripts" : "bin");
  const find = (name: string) => join(programs, isWindows ? `${name}.exe` : name);
  return ["python", "jupyter-execute", "deno"].every((name) => existsSync(find(name))) ? { programs, find } : null;
}

/**
 * Executes a notebook from its folder, as one who opens it would, and returns it with its outputs. `output` is the atlas that it reads, `work`
 * a folder for what Jupyter and Deno keep, so that nothing of this user's counts. Throws an Error that names the cell where one fails.
 */
export async function executeNotebook(
  tools: NotebookTools,
  path: string,
  { folder, output, work }: { folder: string; output: string; work: string },
): Promise<Notebook> {
  const kernel = join(work, "jupyter/kernels/deno");
  await mkdir(kernel, { recursive: true });
  const argv = [tools.find("deno"), "jupyter", "--kernel", "--conn", "{connection_file}"];
  await writeFile(join(kernel, "kernel.json"), JSON.stringify({ argv, display_name: "Deno", language: "typescript" }));
  const executed = join(work, "executed.ipynb");
  await runProgram(tools.find("jupyter-execute"), [path, `--output=${executed}`, `--timeout=${CELL_SECONDS}`], {
    cwd: folder,
    env: {
      ...process.env,
      PATH: [tools.programs, process.env.PATH].join(delimiter),
      JUPYTER_PATH: join(work, "jupyter"),
      JUPYTER_CONFIG_DIR: join(work, "jupyter-config"),
      IPYTHONDIR: join(work, "ipython"),
      DENO_DIR: join(work, "deno"),
      DENO_NO_UPDATE_CHECK: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      NO_COLOR: "1",
      TOPIC_ATLAS_OUTPUT: output,
    },
  });
  return readNotebook(executed);
}
