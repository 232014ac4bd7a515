import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import {
  judge,
  type Manner,
  makeScenario,
  recover,
  removeScenario,
  reset,
  type Scenario,
  type ScenarioName,
} from "./scenarios.ts";

const { isShort, seed } = inject("extent");

/** What is killed, how often in the short cut and in all. */
const KILLED: [ScenarioName, Manner["stages"], number, number][] = [
  ["first run", "few", 2, 50],
  ["second run", "few", 2, 60],
  ["digest", "few", 1, 50],
  ["second run", "all", 0, 40],
];

const tried = KILLED.map(([name, stages, short, all]) => [name, stages, isShort ? short : all] as const);

describe.each(tried.filter(([, , times]) => times > 0))("%s of %s stages", async (name, stages, times) => {
  const scenario = await makeScenario(name, { stages, isCounted: false });
  const random = createRandom(seed, `kills of ${name}, ${stages}`);
  const longest = await measureWork(scenario);
  afterAll(() => removeScenario(scenario));

  const moments = Array.from({ length: times }, () => Math.ceil(random.next() * longest));
  it.each(moments)("is killed %i ms after it began to write", async (moment) => {
    await killAfter(scenario, moment);
    await expect(judge(scenario)).resolves.toMatch(/^(old|new|half moved)$/);
    await expect(recover(scenario)).resolves.toBeUndefined();
  });
});

/** Returns the milliseconds from the first file of a run to its end. */
async function measureWork(scenario: Scenario): Promise<number> {
  const startedAt = await begin(scenario);
  await startedAt.ended;
  return performance.now() - startedAt.time;
}

async function killAfter(scenario: Scenario, milliseconds: number): Promise<void> {
  const { child, ended } = await begin(scenario);
  await Promise.race([wait(milliseconds), ended]);
  child.kill("SIGKILL");
  await ended;
}

/** Starts a run, and returns when it has made its folder. */
async function begin(scenario: Scenario) {
  await reset(scenario);
  const [file, ...args] = scenario.command;
  const child = spawn(file!, args, { env: { ...process.env, ...scenario.environment }, stdio: "ignore" });
  const ended = once(child, "exit");
  const work = join(scenario.output, scenario.name === "digest" ? "digest" : "", ".atlas");
  while (!existsSync(work) && child.exitCode === null) await wait(2);
  return { child, ended, time: performance.now() };
}
