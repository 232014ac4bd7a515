import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { FOUND_FOLDER, type FoundCase } from "./found-cases.ts";
import { PROPERTIES, type Property } from "./properties.ts";

const HELP = `npm run fuzz -- [--minutes N] [--seed S] [--only PROPERTY]

Feeds made-up and broken input to the program until the time is over (default: 1 minute) and checks what must always hold. A case that
fails is made as small as it gets and kept in test/fuzz/found/, where npm test repeats it. Properties: ${PROPERTIES.map(({ name }) => name).join(", ")}.
Exit code: 0 nothing found, 1 a case failed, 2 a mistake in the arguments.`;

/** Cases that are drawn from one seed. */
const BATCH = 20;

/** How long a case that fails is made smaller. */
const SHRINKING_SECONDS = 60;

const { minutes, seed, only } = readArguments();
console.log(`fuzzing for ${minutes} min, --seed ${seed}`);
let failures = 0;
for (const property of PROPERTIES.filter(({ name }) => only === undefined || name === only)) {
  const share = only === undefined ? property.share : 1;
  failures += await fuzz(property, share * minutes * 60);
}
process.exitCode = failures > 0 ? 1 : 0;

/** Checks cases until the time is over or one fails. Returns how many failed. */
async function fuzz<Case>(property: Property<Case>, seconds: number): Promise<number> {
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  const cases = { done: 0, refused: 0 };
  let failedAt: number | null = null;
  const holds = fc.asyncProperty(property.arbitrary, async (value) => {
    const isOver = failedAt === null ? elapsed() > seconds : elapsed() - failedAt > SHRINKING_SECONDS;
    if (isOver) return;
    try {
      cases[await property.check(value)]++;
    } catch (error) {
      failedAt ??= elapsed();
      throw error;
    }
  });
  for (let batch = 0; elapsed() < seconds; batch++) {
    const details = await fc.check(holds, { seed: (seed * 7919 + batch) | 0, numRuns: BATCH });
    if (!details.failed) continue;
    await keep(property.name, details);
    return 1;
  }
  const held = cases.done + cases.refused;
  const rate = (held / elapsed()) * 60;
  console.log(
    `${property.name}: ${held} cases hold, ${cases.refused} of them refused with a message; ${rate.toFixed(0)} a minute`,
  );
  return 0;
}

async function keep<Case>(name: string, details: fc.RunDetails<[Case]>): Promise<void> {
  const [value] = details.counterexample!;
  const error = details.errorInstance;
  const why = (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 2000);
  const found: FoundCase = { property: name, seed: details.seed, why: why.split("\n")[0]!, value };
  const json = `${JSON.stringify(found, null, 2)}\n`;
  const path = new URL(`${name}-${createHash("sha256").update(json).digest("hex").slice(0, 8)}.json`, FOUND_FOLDER);
  await mkdir(FOUND_FOLDER, { recursive: true });
  await writeFile(path, json);
  console.error(
    `\n${name}: a case fails, --seed ${details.seed}, path ${details.counterexamplePath}\n${JSON.stringify(value).slice(0, 4000)}\n${why}\nkept in ${fileURLToPath(path)}\n`,
  );
}

function readArguments(): { minutes: number; seed: number; only: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: "string" },
        seed: { type: "string" },
        only: { type: "string" },
        help: { type: "boolean" },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const minutes = Number(values.minutes ?? 1);
    const seed = Number(values.seed ?? Date.now() % 2 ** 31);
    const isKnown = values.only === undefined || PROPERTIES.some(({ name }) => name === values.only);
    if (!(minutes > 0) || !Number.isInteger(seed) || !isKnown)
      throw new Error("--minutes, --seed or --only: no such value");
    return { minutes, seed, only: values.only };
  } catch (error) {
    console.error(`${(error as Error).message}\n${HELP}`);
    process.exit(2);
  }
}
