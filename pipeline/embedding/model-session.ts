import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { TokenStates } from "./pool-states.ts";

/** Which weights are opened and how: `threads` 0 takes as many as the machine has cores; a model that is not optimised is ready sooner and slower with each text. */
export type SessionSettings = { file: string; threads: number; isOptimized: boolean };

type Answer =
  | { isOpen: true }
  | { error: string }
  | { id: number; values: Float32Array }
  | { id: number; error: string };

type Waiting = { pieces: number; take: (states: TokenStates) => void; fail: (error: Error) => void };

/** Runs the model; a text at a time, so that no text is padded and a vector depends on its own text alone. It is plain JavaScript, which any thread reads. */
const THREAD = `
const { parentPort, workerData } = require("node:worker_threads");
const { InferenceSession, Tensor } = require(workerData.runtime);
const describe = (error) => String(error?.message ?? error);

async function embed(session, ids) {
  const tensor = (data) => new Tensor("int64", data, [1, ids.length]);
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
    parentPort.on("message", ({ id, ids }) => {
      working = working.then(() => embed(session, ids)).then(
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
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (answer: Answer) => this.#take(answer));
    worker.on("error", (error) => this.#failAll(error));
    worker.on("exit", () => this.#failAll(new Error("the thread of the model ended")));
    worker.unref();
  }

  /** Throws where the file cannot be read or is no such model. */
  static async open({ file, threads, isOptimized }: SessionSettings): Promise<ModelSession> {
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
    return new ModelSession(worker);
  }

  /** Runs texts, each given by its word pieces, and returns what `make` makes of each, as soon as it is done. */
  async run<Result>(texts: readonly BigInt64Array[], make: (states: TokenStates) => Result): Promise<Result[]> {
    return Promise.all(
      texts.map(
        (ids) =>
          new Promise<Result>((resolve, fail) => {
            const id = ++this.#last;
            const take = (states: TokenStates) => resolve(make(states));
            this.#waiting.set(id, { pieces: ids.length, take, fail });
            this.#worker.ref();
            this.#worker.postMessage({ id, ids });
          }),
      ),
    );
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
    else waiting?.take({ values: answer.values, pieces: waiting.pieces });
  }

  #failAll(error: Error): void {
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}
