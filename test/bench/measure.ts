/** What was measured of one piece of work: the median of its seconds, and what it returned each time. */
export type Measured<Result> = { seconds: number; results: Result[] };

/** Runs pieces of work in turn, so that a busy moment of the machine falls on all of them, and returns each one's median time. */
export async function measureInTurn<Name extends string, Result>(
  repeats: number,
  work: Record<Name, () => Result | Promise<Result>>,
): Promise<Record<Name, Measured<Result>>> {
  const names = Object.keys(work) as Name[];
  const seconds = new Map<Name, number[]>(names.map((name) => [name, []]));
  const results = new Map<Name, Result[]>(names.map((name) => [name, []]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const name of names) {
      const startedAt = performance.now();
      results.get(name)!.push(await work[name]());
      seconds.get(name)!.push((performance.now() - startedAt) / 1000);
    }
  }
  const entries = names.map((name) => [name, { seconds: median(seconds.get(name)!), results: results.get(name)! }]);
  return Object.fromEntries(entries) as Record<Name, Measured<Result>>;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
