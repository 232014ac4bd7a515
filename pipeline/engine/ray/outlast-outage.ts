import { setTimeout as sleep } from "node:timers/promises";
import { RayUnreachable } from "./ray-jobs.ts";

/** How often a job is asked for, how long Ray may be out of reach before that ends the run, and who is told of it at its begin. */
export type Patience = { pollSeconds: number; outageSeconds: number; tell?: (message: string) => void };

/** Returns what the work gives, done again as long as Ray cannot be reached. Throws when that lasts longer than an outage may. */
export async function outlastOutage<Result>(patience: Patience, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  let isTold = false;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RayUnreachable) || performance.now() - start > patience.outageSeconds * 1000) throw error;
      if (!isTold) patience.tell?.(error.message);
      isTold = true;
      await sleep(patience.pollSeconds * 1000);
    }
  }
}
