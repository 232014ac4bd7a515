import { dirname, join } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createRandom, sampleIndices } from "../../pipeline/random.ts";
import { describeFault, FaultCheck, listFaults } from "./check-fault.ts";
import { checkOrder } from "./check-order.ts";
import { type Manner, makeScenario, removeScenario, reset, type ScenarioName } from "./scenarios.ts";
import { requireTracer, traceCalls } from "./trace-calls.ts";

/** How many faults are tried, in the short cut and else, on a program with few stages and with all. */
const SAMPLES = { few: [12, Number.POSITIVE_INFINITY], all: [3, 150] } as const;

/** Faults that may miss their call, since the program need not make the same calls in the same threads each time. */
const MOST_MISSED = 0.02;

/** Traces a scenario and tests it with a fault at each of its calls, or at a sample of them that another seed makes another. */
export async function testCalls(name: ScenarioName, stages: Manner["stages"]): Promise<void> {
  const { isShort, seed } = inject("extent");
  await requireTracer();
  const scenario = await makeScenario(name, { stages, isCounted: true });
  await reset(scenario);
  const folder = dirname(scenario.output);
  const { calls } = await traceCalls(scenario.command, scenario.environment, folder, join(folder, "strace.log"));
  const all = listFaults(calls);
  const size = Math.min(SAMPLES[stages][isShort ? 0 : 1], all.length);
  const faults = Array.from(
    sampleIndices(createRandom(seed, `${name}, ${stages}`), all.length, size),
    (index) => all[index]!,
  );
  const check = new FaultCheck(scenario);

  afterAll(async () => {
    process.stdout.write(
      `${name} of ${stages} stages: ${calls.length} calls, ${all.length} faults; ${check.happened} happened, ${check.missed} missed their call, ${check.recovered} outputs recovered\n`,
    );
    await removeScenario(scenario);
  });

  describe(`${name} of ${stages} stages`, () => {
    it("waits for the disk before it takes the next step", () => {
      expect(checkOrder(calls)).toEqual([]);
    });

    it.each(faults.map((fault) => [describeFault(fault, scenario), fault] as const))("%s", async (_, fault) => {
      await expect(check.check(fault)).resolves.toBeUndefined();
    });

    it("came to the calls", () => {
      expect(check.missed).toBeLessThanOrEqual(faults.length * MOST_MISSED);
    });
  });
}
