import { fileURLToPath } from "node:url";
import { measureProcess } from "./measured-process.ts";

/** What a Python tool took for the same papers and vectors: seconds without loading and reading, largest resident memory, and the topics it found. */
export type PeerFigures = { tool: string; seconds: number; peakMegabytes: number; topics: number | null };

const SCRIPT = fileURLToPath(new URL("peers.py", import.meta.url));
const TOOLS = ["k-means", "umap-learn", "bertopic"];

/** Runs each tool on the papers of a file, with a Python that has them. `topics` is the number for k-means. */
export async function measurePeers(python: string, input: string, topics: number): Promise<PeerFigures[]> {
  const figures: PeerFigures[] = [];
  for (const tool of TOOLS) {
    process.stderr.write(`running ${tool}\n`);
    const { output, peakMegabytes } = await measureProcess(python, [SCRIPT, tool, input, String(topics)], ".");
    figures.push({ tool, peakMegabytes, ...(JSON.parse(output) as { seconds: number; topics: number | null }) });
  }
  return figures;
}
