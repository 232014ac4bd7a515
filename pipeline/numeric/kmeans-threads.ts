import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type DrawnKMeans, type KMeansResult, runKMeans } from "./kmeans.ts";
import { countVectors, pickVectors, type Vectors } from "./vectors.ts";

/** A k-means of some of the rows, or where these are null of all. */
export type KMeansTask = { rows: Int32Array | null; drawn: DrawnKMeans };

/** Runs k-means of rows of the same vectors and returns the results in order. `onDone` is called after each. */
export type KMeansRunner = (
  vectors: Vectors,
  tasks: readonly KMeansTask[],
  onDone?: () => void,
) => Promise<KMeansResult[]>;

/** What a thread is sent; it answers with the result. */
export type KMeansRequest = KMeansTask & { vectors: Vectors };

/** A k-means that waits for a thread, or that one is at. */
type Job = { request: KMeansRequest; settle: (result: KMeansResult) => void; fail: (error: Error) => void };

/** More threads than this gain little, since they wait for the same memory. */
const MOST_THREADS = 8;

/** Multiplications after which threads are started: some two seconds on one core, of which a thread takes a part to start. */
const WORK_TO_START = 1e10;
/** Multiplications from which tasks are parted. */
const LEAST_WORK = 2e8;

/** Steps that a k-means takes about, where no fewer are allowed. */
const STEPS = 20;

const IS_SOURCE = import.meta.url.endsWith(".ts");
const THREAD = new URL(`./kmeans-thread.${IS_SOURCE ? "ts" : "js"}`, import.meta.url);

/** Runs the module of a thread; the loader of TypeScript goes before it, where that is what the module is. */
const START = `
const { workerData } = require("node:worker_threads");
const loading = workerData.loader === null ? Promise.resolve() : import(workerData.loader).then((tsx) => tsx.register());
loading.then(() => import(workerData.thread));
`;

/** Returns how many threads run k-means at once: one for each core, to a limit. */
export function countKMeansThreads(): number {
  return Math.min(availableParallelism(), MOST_THREADS);
}

/** Runs k-means one after the other in the thread of the program. */
export const runInTurn: KMeansRunner = async (vectors, tasks, onDone) => {
  const results: KMeansResult[] = [];
  for (const task of tasks) {
    results.push(runTask(vectors, task));
    onDone?.();
  }
  return results;
};

/**
 * Runs many k-means at once, in threads that start when there was work enough to be worth it; several callers may wait for theirs. All that is random is drawn before, so that results
 * are to the bit those of one thread.
 */
export class KMeansThreads {
  readonly #count: number;
  readonly #workToStart: number;
  #work = 0;
  readonly #thread: URL;
  readonly #waiting: Job[] = [];
  readonly #jobs = new Map<Worker, Job | null>();
  #failure: Error | null = null;

  constructor({ threads = countKMeansThreads(), workToStart = WORK_TO_START, thread = THREAD } = {}) {
    this.#count = threads;
    this.#workToStart = workToStart;
    this.#thread = thread;
  }

  readonly run: KMeansRunner = async (vectors, tasks, onDone) => {
    const work = estimateWork(vectors, tasks);
    this.#work += work;
    const isLittle = this.#work < this.#workToStart || work < Math.min(LEAST_WORK, this.#workToStart);
    if (this.#count < 2 || tasks.length < 2 || isLittle) return runInTurn(vectors, tasks, onDone);
    this.#start(Math.min(this.#count, tasks.length));
    const shared = shareVectors(vectors);
    return Promise.all(
      tasks.map(async (task) => {
        const result = await this.#enqueue({ ...task, vectors: shared });
        onDone?.();
        return result;
      }),
    );
  };

  /** Ends the threads. What they were at fails, and what waits for them. */
  async close(): Promise<void> {
    this.#fail(new Error("thread for k-means: closed before it was done"));
    await Promise.all([...this.#jobs.keys()].map((worker) => worker.terminate()));
    this.#jobs.clear();
  }

  #enqueue(request: KMeansRequest): Promise<KMeansResult> {
    return new Promise((settle, fail) => {
      if (this.#failure) return fail(this.#failure);
      this.#waiting.push({ request, settle, fail });
      for (const [worker, job] of this.#jobs) if (job === null) this.#giveNext(worker);
    });
  }

  #giveNext(worker: Worker): void {
    const job = this.#waiting.shift() ?? null;
    this.#jobs.set(worker, job);
    if (job) worker.postMessage(job.request);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    const running = [...this.#jobs.values()].filter((job) => job !== null);
    for (const { fail } of [...running, ...this.#waiting.splice(0)]) fail(this.#failure);
  }

  #start(threads: number): void {
    const loader = IS_SOURCE ? findLoader() : null;
    const workerData = { loader, thread: this.#thread.href };
    while (this.#jobs.size < threads) {
      const worker = new Worker(START, { eval: true, execArgv: [], env: {}, workerData });
      worker.on("message", (result: KMeansResult) => {
        const job = this.#jobs.get(worker);
        this.#giveNext(worker);
        job?.settle(result);
      });
      worker.on("error", (error) => this.#fail(new Error(`thread for k-means: ${error.message}`, { cause: error })));
      worker.on("exit", (code) => this.#fail(new Error(`thread for k-means: ended with ${code} before it was done`)));
      this.#jobs.set(worker, null);
    }
  }
}

/** Returns what `work` returns, with threads for its k-means, which end with it. */
export async function withKMeansThreads<Result>(work: (runner: KMeansRunner) => Promise<Result>): Promise<Result> {
  const threads = new KMeansThreads();
  try {
    return await work(threads.run);
  } finally {
    await threads.close();
  }
}

/** Returns the address of the loader of TypeScript, which is a module: tests have no import.meta.resolve. */
function findLoader(): string {
  return pathToFileURL(
    createRequire(import.meta.url)
      .resolve("tsx/esm/api")
      .replace(/\.cjs$/, ".mjs"),
  ).href;
}

function runTask(vectors: Vectors, { rows, drawn }: KMeansTask): KMeansResult {
  return runKMeans(rows === null ? vectors : pickVectors(vectors, rows), drawn);
}

/** Returns about how often tasks multiply. */
function estimateWork(vectors: Vectors, tasks: readonly KMeansTask[]): number {
  return tasks.reduce((sum, { rows, drawn: { k, maxIterations, starts } }) => {
    const count = rows?.length ?? countVectors(vectors);
    return sum + count * vectors.dimensions * k * starts.length * Math.min(maxIterations, STEPS);
  }, 0);
}

/** Returns the same vectors in memory that threads read without a copy of their own. */
function shareVectors({ values, dimensions }: Vectors): Vectors {
  const shared = new Float32Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return { values: shared, dimensions };
}
