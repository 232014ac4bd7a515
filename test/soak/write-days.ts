import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { shiftDay } from "../../pipeline/calendar-day.ts";

/** A day that was just added; `lines` are those of all days so far. */
export type Day = { number: number; lines: number };

const FIRST_DAY = "2026-01-01";

/** Papers of the first day: fewer are not clustered. */
const LEAST_PAPERS = 20;

/**
 * Parts papers, a line of JSON each, over days, and adds a file a day to a folder. Every day but the first also has a paper of the day
 * before once more, and a line that is no JSON.
 */
export async function* writeDays(folder: string, papers: readonly string[], days: number): AsyncGenerator<Day> {
  await mkdir(folder, { recursive: true });
  let written = 0;
  let lines = 0;
  let repeated: string | undefined;
  for (let number = 1; number <= days; number++) {
    const end = Math.max(LEAST_PAPERS, Math.round((papers.length * number) / days));
    const date = shiftDay(FIRST_DAY, number - 1);
    const fresh = papers.slice(written, end).map((line) => JSON.stringify({ ...JSON.parse(line), date }));
    const added = repeated === undefined ? fresh : [...fresh, repeated, '{"title": "cut sho'];
    await writeFile(join(folder, `${date}.jsonl`), `${added.join("\n")}\n`);
    written = Math.max(written, end);
    lines += added.length;
    repeated = added[0];
    yield { number, lines };
  }
}
