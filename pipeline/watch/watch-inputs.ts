import { formatCount } from "../text/format-figure.ts";
import { listBroken, seeFiles } from "./see-files.ts";
import { type Patience, SettledFiles } from "./settled-files.ts";

/** The outside world of a watch. Times are in milliseconds. */
export type WatchEffects = {
  now: () => number;
  /** Waits so long, or until the watch is ended. */
  wait: (milliseconds: number) => Promise<void>;
  /** Makes a run and says how it ended: "busy" where another has the output, so that it must be tried again. */
  run: () => Promise<"ended" | "busy">;
  say: (line: string) => void;
};

/** Folders are looked at again and again, since those on a network tell of no change. */
const LOOK_EVERY = 2_000;

const PATIENCE: Patience = { settled: 4_000, longest: 5 * 60_000 };

/** How long a file that stands still but cannot be read is taken for one that is being written. */
const BROKEN_PATIENCE = 60_000;

const BUSY_WAIT = 30_000;

const SHOWN = 3;

/** Looks at inputs until `isOver`, and makes a run at first and whenever files came, changed or went and stand still since. */
export async function watchInputs(
  inputs: readonly string[],
  { now, wait, run, say }: WatchEffects,
  isOver: () => boolean,
): Promise<void> {
  const settled = new SettledFiles(PATIENCE);
  const broken = new BrokenFiles();
  let told = "";
  while (!isOver()) {
    const { files, missing } = await seeFiles(inputs);
    settled.look(files, now());
    const waiting = missing.join("; ");
    if (waiting !== told && waiting !== "") say(`waiting for papers: ${waiting}`);
    told = waiting;
    const changed = settled.listChanged();
    if (files.size > 0 && settled.isReady(now()) && !broken.mustWait(await findBroken(inputs, changed, files), now())) {
      say(describeChange(changed));
      const outcome = await run();
      if (isOver()) return;
      if (outcome === "ended") settled.accept(files);
      else await wait(BUSY_WAIT);
    }
    await wait(LOOK_EVERY);
  }
}

/** Returns which of the changed files cannot be read, with what is seen of them. */
async function findBroken(
  inputs: readonly string[],
  changed: readonly string[],
  files: ReadonlyMap<string, string>,
): Promise<string[]> {
  const paths = await listBroken(inputs, changed);
  return paths.map((path) => `${files.get(path)} ${path}`);
}

/** Remembers since when files cannot be read as they are. */
class BrokenFiles {
  #since = new Map<string, number>();

  /** Returns whether one of them may yet be written to its end. */
  mustWait(broken: readonly string[], now: number): boolean {
    this.#since = new Map(broken.map((file) => [file, this.#since.get(file) ?? now]));
    return [...this.#since.values()].some((since) => now - since < BROKEN_PATIENCE);
  }
}

function describeChange(changed: readonly string[]): string {
  const names = changed.slice(0, SHOWN).map((path) => path.split(/[\\/]/).at(-1));
  const more = changed.length > SHOWN ? ", …" : "";
  return `${formatCount(changed.length, "file")} new, changed or gone: ${names.join(", ")}${more}`;
}
