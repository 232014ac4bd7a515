/** What was measured of one piece of work: the median of its seconds, and what it returned the last time. */
export type Measured<Result> = { seconds: number; result: Result };

/** Runs pieces of work in turn, so that a busy moment of the machine falls on all of them, and returns each one's median time. */
export async function measureInTurn<Results extends Record<string, unknown>>(
  repeats: number,
  work: { [Name in keyof Results]: () => Results[Name] | Promise<Results[Name]> },
): Promise<{ [Name in keyof Results]: Measured<Results[Name]> }> {
  const names = Object.keys(work) as (keyof Results)[];
  const times = new Map<keyof Results, number[]>(names.map((name) => [name, []]));
  const results: Partial<Results> = {};
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const name of names) {
      const startedAt = performance.now();
      results[name] = await work[name]();
      times.get(name)!.push((performance.now() - startedAt) / 1000);
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, { seconds: median(times.get(name)!), result: results[name]! }]),
  ) as { [Name in keyof Results]: Measured<Results[Name]> };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
