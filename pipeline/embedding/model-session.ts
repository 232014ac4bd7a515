import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { TokenStates } from "./pool-states.ts";

/**
 * Which weights are opened and how: `threads` 0 takes as many as the machine has cores; a model that is not optimised is ready sooner and slower with each text. `joinsShort` says that texts of equally many
 * pieces get the same bits together as alone: so with weights that are no whole numbers, which are scaled by all that they are multiplied with.
 */
export type SessionSettings = { file: string; threads: number; isOptimized: boolean; joinsShort: boolean };

type Answer =
  | { isOpen: true }
  | { error: string }
  | { id: number; values: Float32Array }
  | { id: number; error: string };

type Waiting = { texts: number; pieces: number; take: (states: TokenStates[]) => void; fail: (error: Error) => void };

/** Word pieces of a text that goes through the model with others of the same number, and how many go together at most. Longer texts are no faster together. */
const MOST_PIECES_OF_SHORT = 16;
const MOST_TOGETHER = 32;

/** Runs the model on texts of equally many pieces, so that no text is padded and a vector depends on its own text alone. It is plain JavaScript, which any thread reads. */
const THREAD = `
const { parentPort, workerData } = require("node:worker_threads");
const { InferenceSession, Tensor } = require(workerData.runtime);
const describe = (error) => String(error?.message ?? error);

async function embed(session, ids, texts) {
  const tensor = (data) => new Tensor("int64", data, [texts, ids.length / texts]);
  const inputs = {
    input_ids: tensor(ids),
    attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
    token_type_ids: tensor(new BigInt64Array(ids.length)),
  };
  const named = Object.entries(inputs).filter(([name]) => session.inputNames.includes(name));
  const { last_hidden_state: states } = await session.run(Object.fromEntries(named));
  return states.data;
}

InferenceSession.create(workerData.file, workerData.options).then(
  (session) => {
    if (!session.outputNames.includes("last_hidden_state")) {
      parentPort.postMessage({ error: "has no output last_hidden_state: it has " + session.outputNames.join(", ") });
      return;
    }
    let working = Promise.resolve();
    parentPort.on("message", ({ id, ids, texts }) => {
      working = working.then(() => embed(session, ids, texts)).then(
        (values) => parentPort.postMessage({ id, values }, [values.buffer]),
        (error) => parentPort.postMessage({ id, error: describe(error) }),
      );
    });
    parentPort.postMessage({ isOpen: true });
  },
  (error) => parentPort.postMessage({ error: describe(error) }),
);
`;

/** A model that runs on ONNX Runtime in a thread of its own: the thread of the program stays free to answer. */
export class ModelSession {
  readonly #worker: Worker;
  readonly #joinsShort: boolean;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  private constructor(worker: Worker, joinsShort: boolean) {
    this.#worker = worker;
    this.#joinsShort = joinsShort;
    worker.on("message", (answer: Answer) => this.#take(answer));
    worker.on("error", (error) => this.#failAll(error));
    worker.on("exit", () => this.#failAll(new Error("the thread of the model ended")));
    worker.unref();
  }

  /** Throws where the file cannot be read or is no such model. */
  static async open({ file, threads, isOptimized, joinsShort }: SessionSettings): Promise<ModelSession> {
    const options = {
      graphOptimizationLevel: isOptimized ? "all" : "disabled",
      logSeverityLevel: 3,
      ...(threads > 0 ? { intraOpNumThreads: threads, interOpNumThreads: 1 } : {}),
    };
    const runtime = createRequire(import.meta.url).resolve("onnxruntime-node");
    const worker = new Worker(THREAD, { eval: true, execArgv: [], env: {}, workerData: { runtime, file, options } });
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    if ("error" in answer) {
      await worker.terminate();
      throw new Error(answer.error);
    }
    return new ModelSession(worker, joinsShort);
  }

  /** Runs texts, each given by its word pieces, and returns what `make` makes of each, as soon as it is done. */
  async run<Result>(texts: readonly BigInt64Array[], make: (states: TokenStates) => Result): Promise<Result[]> {
    const results: Result[] = new Array(texts.length);
    await Promise.all(
      groupTexts(texts, this.#joinsShort).map(async (rows) => {
        const states = await this.#ask(rows.map((row) => texts[row]!));
        for (const [place, row] of rows.entries()) results[row] = make(states[place]!);
      }),
    );
    return results;
  }

  #ask(texts: readonly BigInt64Array[]): Promise<TokenStates[]> {
    return new Promise((take, fail) => {
      const id = ++this.#last;
      const pieces = texts[0]!.length;
      const ids = new BigInt64Array(texts.length * pieces);
      for (const [place, text] of texts.entries()) ids.set(text, place * pieces);
      this.#waiting.set(id, { texts: texts.length, pieces, take, fail });
      this.#worker.ref();
      this.#worker.postMessage({ id, ids, texts: texts.length });
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: Answer): void {
    if (!("id" in answer)) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ("error" in answer) waiting?.fail(new Error(answer.error));
    else waiting?.take(splitStates(answer.values, waiting));
  }

  #failAll(error: Error): void {
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}

/** Returns the rows of the texts that go through the model together: short ones of equally many pieces, others alone. */
function groupTexts(texts: readonly BigInt64Array[], joinsShort: boolean): number[][] {
  const groups: number[][] = [];
  const open = new Map<number, number[]>();
  for (const [row, { length }] of texts.entries()) {
    const isShort = joinsShort && length <= MOST_PIECES_OF_SHORT;
    const group = (isShort && open.get(length)) || [];
    if (group.length === 0) groups.push(group);
    group.push(row);
    if (group.length < MOST_TOGETHER) open.set(length, group);
    else open.delete(length);
  }
  return groups;
}

function splitStates(values: Float32Array, { texts, pieces }: Pick<Waiting, "texts" | "pieces">): TokenStates[] {
  const width = values.length / texts;
  return Array.from({ length: texts }, (_, text) => ({
    values: values.subarray(text * width, (text + 1) * width),
    pieces,
  }));
}
