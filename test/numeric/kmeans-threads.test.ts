import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { drawKMeans } from "../../pipeline/numeric/kmeans.ts";
import { KMeansThreads, runInTurn } from "../../pipeline/numeric/kmeans-threads.ts";
import { createRandom, sampleIndices } from "../../pipeline/random.ts";
import { drawCloud } from "./points.ts";

const CLOUD = drawCloud(200, 6);
const random = createRandom(1, "threads");
const TASKS = Array.from({ length: 9 }, (_, task) => {
  const rows = task === 0 ? null : sampleIndices(random, 200, 150);
  return { rows, drawn: drawKMeans(rows?.length ?? 200, { k: 2 + task, restarts: 2 }, random) };
});

/** Runs the tasks in threads of a module with this text. */
async function runIn(text: string): Promise<unknown> {
  const file = join(await mkdtemp(join(tmpdir(), "kmeans-threads-")), "thread.mjs");
  await writeFile(file, `import { parentPort } from "node:worker_threads";\n${text}`);
  const threads = new KMeansThreads({ threads: 2, workToStart: 0, thread: pathToFileURL(file) });
  try {
    return await threads.run(CLOUD, TASKS);
  } finally {
    await threads.close();
  }
}

describe("KMeansThreads", () => {
  it.each([1, 2, 4])("gives to the bit on %i threads what one thread gives in turn, and in order", async (count) => {
    const wanted = await runInTurn(CLOUD, TASKS);
    const threads = new KMeansThreads({ threads: count, workToStart: 0 });
    try {
      for (let round = 0; round < 2; round++) {
        let done = 0;
        expect(await threads.run(CLOUD, TASKS, () => done++)).toEqual(wanted);
        expect(done).toBe(TASKS.length);
      }
    } finally {
      await threads.close();
    }
  });

  it("serves several callers at once, each with vectors and results of its own", async () => {
    const other = drawCloud(200, 5);
    const wanted = [await runInTurn(CLOUD, TASKS), await runInTurn(other, TASKS)];
    const threads = new KMeansThreads({ threads: 2, workToStart: 0 });
    try {
      expect(await Promise.all([threads.run(CLOUD, TASKS), threads.run(other, TASKS)])).toEqual(wanted);
    } finally {
      await threads.close();
    }
  });

  it("fails what it was at, and what waits, when it is closed", async () => {
    const threads = new KMeansThreads({ threads: 2, workToStart: 0 });
    const [one, other] = [threads.run(CLOUD, TASKS), threads.run(CLOUD, TASKS)].map((run) =>
      expect(run).rejects.toThrow("thread for k-means: closed before it was done"),
    );
    await threads.close();
    await one;
    await other;
    await expect(threads.run(CLOUD, TASKS)).rejects.toThrow("closed");
  });

  it("starts no thread for little work", async () => {
    const threads = new KMeansThreads({ threads: 2, thread: new URL("file:///nowhere.mjs") });
    expect(await threads.run(CLOUD, TASKS)).toEqual(await runInTurn(CLOUD, TASKS));
  });

  it("says so where a thread fails or ends", async () => {
    await expect(runIn('parentPort.on("message", () => { throw new Error("no such row"); });')).rejects.toThrow(
      "thread for k-means: no such row",
    );
    await expect(runIn('parentPort.on("message", () => process.exit(3));')).rejects.toThrow(
      "thread for k-means: ended with 3 before it was done",
    );
  });
});
