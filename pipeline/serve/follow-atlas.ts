import { describeError } from "../error.ts";
import type { Log } from "../log.ts";
import type { AtlasSource } from "./answer-request.ts";
import type { ServedAtlas } from "./served-atlas.ts";

/** A result on the disk, which a run may replace at any time. */
export type AtlasOnDisk = {
  /** Returns what changes when a run replaces the file; null while it is not there. */
  sign(): Promise<string | null>;
  /** Reads the result and lets go of the file. */
  load(signature: string): Promise<ServedAtlas>;
};

/**
 * Returns a source that reads the result now, and anew when a run has replaced it. One that cannot be read is told to the log once, and the last good one
 * stays. Throws where the first cannot be read.
 */
export async function followAtlas(disk: AtlasOnDisk, log: Pick<Log, "info" | "warn">): Promise<AtlasSource> {
  let signature = (await disk.sign()) ?? "";
  let current = await disk.load(signature);
  let loading: Promise<void> | null = null;

  async function reload(next: string): Promise<void> {
    signature = next;
    try {
      const last = current;
      current = await disk.load(next);
      log.info("A run has made a newer result: it is given out from now on.");
      await last.close();
    } catch (error) {
      log.warn(`The newer result cannot be read, the last good one stays: ${describeError(error)}`);
    }
  }

  return {
    async read() {
      const next = await disk.sign();
      if (next !== null && next !== signature) {
        loading ??= reload(next).finally(() => {
          loading = null;
        });
      }
      await loading;
      return current;
    },
  };
}
