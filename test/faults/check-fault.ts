import { dirname, join, relative } from "node:path";
import { listWork } from "./judge-output.ts";
import { judge, recover, reset, type Scenario } from "./scenarios.ts";
import { type Call, FAULT_KINDS, type Fault, type FaultKind, injectFault } from "./trace-calls.ts";

/** What a message must say of a fault. */
const TRUE_WORDS: Record<Exclude<FaultKind, "SIGKILL">, RegExp> = {
  ENOSPC: /ENOSPC|no space left|disk is full/i,
  // DuckDB gives no reason where it waits for the disk in vain.
  EIO: /EIO|i\/o error|input\/output error|fsync failed/i,
  EACCES: /EACCES|permission denied/i,
  EMFILE: /EMFILE|too many open files/i,
};

const UNTRUE_WORDS = /another run is writing|damaged|another program|no atlas/i;

/** Faults at every call: a kill before each that changes something, and each error at each. */
export function listFaults(calls: readonly Call[]): Fault[] {
  return calls.flatMap((call) =>
    FAULT_KINDS.filter((kind) => call.isWriting || kind !== "SIGKILL").map((kind) => ({ call, kind })),
  );
}

/** Names a fault, such as `EIO at fsync 2 of output/.atlas/next`. */
export function describeFault({ call, kind }: Fault, { output }: Scenario): string {
  return `${kind} at ${call.name} ${call.nth} of ${relative(dirname(output), call.path) || "."}`;
}

/** Checks faults of one scenario. Outputs that are left alike are recovered once. */
export class FaultCheck {
  readonly #scenario: Scenario;
  readonly #recovered = new Set<string>();
  /** Faults that came to pass, and those that came to no such call. */
  happened = 0;
  missed = 0;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Kinds of outputs that a next run was tried on. */
  get recovered(): number {
    return this.#recovered.size;
  }

  /** Throws where anything that must stand after a fault does not. */
  async check(fault: Fault): Promise<void> {
    const scenario = this.#scenario;
    await reset(scenario);
    const log = join(dirname(scenario.output), "strace.log");
    const ended = await injectFault(scenario.command, scenario.environment, fault, log);
    if (!ended.hasHappened) {
      this.missed++;
      return;
    }
    this.happened++;
    if (fault.kind !== "SIGKILL") requireTrueMessage(ended, fault.kind);
    const verdict = await judge(scenario);
    if (ended.code === 0 && verdict !== "new") throw new Error(`exit code 0, and the output is ${verdict}`);
    if (/last output is as it was/i.test(ended.stderr) && verdict !== "old")
      throw new Error(`says that the last output is as it was, and it is ${verdict}:\n${ended.stderr}`);
    if (/new output is whole/i.test(ended.stderr) && verdict === "old")
      throw new Error(`says that the new output is whole, and it is not there:\n${ended.stderr}`);
    const work = await listWork(scenario.output);
    const state = JSON.stringify([
      verdict,
      work.filter((name) => !/\.atlas\/(lock|next)/.test(name)),
      /vectors\.duckdb/.test(fault.call.path) && fault.call,
    ]);
    if (this.#recovered.has(state)) return;
    await recover(scenario);
    this.#recovered.add(state);
  }
}

function requireTrueMessage(
  { code, signal, stderr }: { code: number | null; signal: string | null; stderr: string },
  kind: Exclude<FaultKind, "SIGKILL">,
): void {
  const said = `exit code ${code ?? signal}:\n${stderr}`;
  if (code !== 0 && code !== 2) throw new Error(said);
  if (/^\s+at /m.test(stderr)) throw new Error(`a stack: ${said}`);
  if (code === 0) return;
  if (!/^error: /m.test(stderr) || !TRUE_WORDS[kind].test(stderr) || UNTRUE_WORDS.test(stderr))
    throw new Error(`not what happened: ${said}`);
}
