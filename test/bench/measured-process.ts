import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a process took: seconds by the clock and of processors (0 where the system does not tell), and its largest resident memory. */
export type ProcessFigures = { seconds: number; processorSeconds: number; peakMegabytes: number };

const SAMPLE_MILLISECONDS = 100;
const TICKS_A_SECOND = 100;

/** Runs a command to its end and returns what it took, and what it wrote to its standard output. Throws where it fails. */
export function measureProcess(
  command: string,
  options: readonly string[],
  folder: string,
): Promise<ProcessFigures & { output: string }> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    const figures: ProcessFigures = { seconds: 0, processorSeconds: 0, peakMegabytes: 0 };
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const timer = setInterval(() => sample(child, figures), SAMPLE_MILLISECONDS);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - startedAt) / 1000;
      if (code === 0) resolve({ ...figures, seconds, output });
      else reject(new Error(`${command} ${options.join(" ")}: ended with ${code}`));
    });
  });
}

/** Reads what Linux tells of a process; other systems have no such files. */
function sample({ pid }: ChildProcess, figures: ProcessFigures): void {
  try {
    // After the name, which may hold anything and ends with the last parenthesis, user and system time are fields 12 and 13.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)!.trim().split(" ");
    figures.processorSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    if (peak) figures.peakMegabytes = Number(peak[1]) / 1024;
  } catch {}
}
