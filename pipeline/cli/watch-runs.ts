import { spawn } from "node:child_process";
import { BusyError, UserError } from "../error.ts";
import { STANDARD_INPUT } from "../input/standard-input.ts";
import type { RunSummary } from "../run-pipeline.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import { watchInputs } from "../watch/watch-inputs.ts";
import { embedderKey, modelDirectories } from "./machine.ts";
import { printNote, printText } from "./print.ts";
import type { RunRequest } from "./run-command-line.ts";

type WatchRequest = Extract<RunRequest, { kind: "run" }>;

const BUSY = 3;

/** Options that say how the watch itself speaks. */
const OWN_OPTIONS = ["--watch", "--json", "--quiet", "--verbose"];

/**
 * Makes a run whenever the inputs change, each in a process of its own, until this one is told to end; returns the exit code. A run that
 * fails is said and ends nothing. Throws a UserError at once where the settings allow no run at all.
 */
export async function watchRuns(request: WatchRequest, args: readonly string[]): Promise<number> {
  await checkSettings(request);
  const watch = new Watch(request, args);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => watch.end());
  await watchInputs(request.config.input, watch, () => watch.isOver);
  await watch.tidy();
  return 0;
}

async function checkSettings({ config }: WatchRequest): Promise<void> {
  if (config.input.includes(STANDARD_INPUT))
    throw new UserError("--watch: standard input cannot be watched. Name a folder.");
  if (config.force || config.fromScratch)
    throw new UserError("--watch: goes with neither --force nor --from-scratch. Run once with that, then watch.");
  if (config.fields.vectors === undefined) {
    const { createEmbedderSource } = await import("../embedding/embedder-source.ts");
    await createEmbedderSource(modelDirectories, embedderKey).describe(config);
  }
  await clearOutput(config.output);
}

/** Takes away what a run left that was ended, and makes sure that the output can be written. Another run may have it just now. */
async function clearOutput(output: string): Promise<void> {
  const { OutputDirectory } = await import("../engine/output-directory.ts");
  try {
    await (await OutputDirectory.open(output, `process ${process.pid}`)).release();
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
  }
}

/** The runs of a watch, one at a time. */
class Watch {
  readonly #request: WatchRequest;
  readonly #args: readonly string[];
  #endWaiting: (() => void) | null = null;
  #endRun: (() => void) | null = null;
  #isCut = false;
  #isOver = false;

  constructor(request: WatchRequest, args: readonly string[]) {
    this.#request = request;
    this.#args = args;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#isOver = true;
    this.#isCut = this.#endRun !== null;
    this.#endRun?.();
    this.#endWaiting?.();
  }

  /** Takes away what the run left that was under way at the end. */
  async tidy(): Promise<void> {
    if (this.#isCut) await clearOutput(this.#request.config.output).catch(() => {});
  }

  readonly now = () => performance.now();

  readonly say = (line: string) => {
    if (this.#request.verbosity !== "quiet") printNote(`${writeTime()}  ${line}`);
  };

  readonly wait = (milliseconds: number): Promise<void> => {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#endWaiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  readonly run = async (): Promise<"ended" | "busy"> => {
    const { code, output } = await this.#call();
    if (this.#isOver) return "ended";
    if (code === 0) this.#tell(output);
    else
      this.say(
        code === BUSY ? "tried again in half a minute" : `the run failed (exit code ${code}); the last output stays`,
      );
    return code === BUSY ? "busy" : "ended";
  };

  /** Runs in another process: what it takes of memory is free again after it, and the end of the watch ends it at once. */
  #call(): Promise<{ code: number | null; output: string }> {
    const own = this.#args.filter((arg) => !OWN_OPTIONS.includes(arg));
    const verbosity = this.#request.verbosity === "verbose" ? "--verbose" : "--quiet";
    const command = [...process.execArgv, process.argv[1]!, "run", "--json", verbosity, ...own];
    const child = spawn(process.execPath, command, {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#endRun = () => child.kill("SIGTERM");
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        this.#endRun = null;
        resolve({ code, output });
      });
    });
  }

  #tell(output: string): void {
    if (this.#request.json) printText(output);
    else if (this.#request.verbosity !== "quiet") printText(`${writeTime()}  ${describeOutcome(JSON.parse(output))}\n`);
  }
}

/** Says on one line what a run changed. */
export function describeOutcome(summary: RunSummary): string {
  const { runId, isChanged, papers, newPapers, topics, bornTopics, fit, seconds } = summary;
  const time = `${seconds.toFixed(1)} s`;
  if (!isChanged) return `run ${runId}: nothing changed, ${formatCount(papers, "paper")}, ${time}`;
  const born = joinWithAnd(bornTopics.map(({ label }) => label));
  return [
    `run ${runId}: ${formatNumber(newPapers)} new ${newPapers === 1 ? "paper" : "papers"} of ${formatNumber(papers)}`,
    `${formatCount(topics.length, "topic")}${born && ` (new: ${born})`}`,
    fit.isNew ? `fitted anew: ${fit.reason}` : "the fit stands",
    time,
  ].join(", ");
}

function writeTime(): string {
  return new Date().toISOString().slice(0, 19).replace("T", " ");
}
