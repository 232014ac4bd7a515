import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { watchInputs } from "../../pipeline/watch/watch-inputs.ts";

const PAPER = '{"title": "Title", "abstract": "Words of it."}\n';

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "watch-")), "feed");
});

type Outcome = "ended" | "busy";

/** Watches the folder for so many seconds of a clock that only waiting moves. `events` happen at their second; `outcomes` are those of the runs. */
async function watch(
  seconds: number,
  events: Record<number, () => Promise<unknown>>,
  outcomes: Outcome[] = [],
): Promise<{ runs: number[]; lines: string[] }> {
  let now = 0;
  const runs: number[] = [];
  const lines: string[] = [];
  const wait = async (milliseconds: number) => {
    const until = now + milliseconds;
    for (const [second, happen] of Object.entries(events))
      if (Number(second) * 1000 > now && Number(second) * 1000 <= until) await happen();
    now = until;
  };
  const run = async (): Promise<Outcome> => {
    runs.push(now / 1000);
    return outcomes.shift() ?? "ended";
  };
  await events[0]?.();
  await watchInputs(
    [folder],
    { now: () => now, wait, run, say: (line) => void lines.push(line) },
    () => now >= seconds * 1000,
  );
  return { runs, lines };
}

const put = (name: string, content: string | Uint8Array) => async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), content);
};

describe("watchInputs", () => {
  it("runs once for what is there, and once for each change that is over", async () => {
    const events = { 0: put("a.jsonl", PAPER), 20: put("b.jsonl", PAPER), 40: () => rm(join(folder, "a.jsonl")) };
    const { runs, lines } = await watch(60, events);
    expect(runs).toEqual([4, 24, 44]);
    expect(lines).toEqual(["a.jsonl", "b.jsonl", "a.jsonl"].map((name) => `1 file new, changed or gone: ${name}`));
  });

  it("waits for a folder that is not there yet, and says so once", async () => {
    const { runs, lines } = await watch(30, { 15: put("a.jsonl", PAPER) });
    expect(runs).toHaveLength(1);
    expect(lines).toEqual([
      `waiting for papers: ${folder}: no such file or folder`,
      "1 file new, changed or gone: a.jsonl",
    ]);
  });

  it("does not look at files that are being written under another name, or are hidden", async () => {
    const names = ["b.jsonl.part", "c.jsonl.tmp", "d.jsonl.crdownload", ".e.jsonl"];
    const events = Object.fromEntries(names.map((name, place) => [10 * (place + 1), put(name, PAPER)]));
    expect((await watch(60, { 0: put("a.jsonl", PAPER), ...events })).runs).toEqual([4]);
  });

  it("waits while a file grows", async () => {
    const grow = () => appendFile(join(folder, "a.jsonl"), PAPER);
    const events = Object.fromEntries([2, 4, 6, 8, 10].map((second) => [second, grow]));
    expect((await watch(30, { 0: put("a.jsonl", PAPER), ...events })).runs).toEqual([14]);
  });

  it("gives a file that stands still but is cut off a minute to be written to its end", async () => {
    const whole = gzipSync(PAPER.repeat(50));
    const cut = put("a.jsonl.gz", whole.subarray(0, 40));
    expect((await watch(50, { 0: cut, 30: put("a.jsonl.gz", whole) })).runs).toEqual([34]);
    expect((await watch(200, { 0: cut })).runs).toEqual([64]);
  });

  it("tries again where another run has the output, and makes no second run after one that failed", async () => {
    const { runs } = await watch(200, { 0: put("a.jsonl", PAPER) }, ["busy", "busy", "ended"]);
    expect(runs).toEqual([4, 36, 68]);
  });
});
