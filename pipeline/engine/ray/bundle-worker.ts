import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const WORKER = fileURLToPath(new URL("../../cli/ray-worker.ts", import.meta.url));

/** The script as the package has it, made by this function when the package was built. */
const BUILT_WORKER = new URL("./worker.mjs", import.meta.url);

/** Returns the embedder that workers run, as one script: it needs ONNX Runtime beside it and nothing else. The same sources give the same script. */
export async function bundleWorker(): Promise<string> {
  if (!import.meta.url.endsWith(".ts")) return readFile(BUILT_WORKER, "utf8");
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: [WORKER],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["onnxruntime-node"],
    legalComments: "none",
    charset: "ascii",
    logLevel: "silent",
  });
  return result.outputFiles[0]!.text;
}
