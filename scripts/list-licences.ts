import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Dependency, findRefused, readDependencies } from "./licences.ts";

// `npm run licences`: the licence of every dependency, of other platforms too. Ends with 1 where one is not allowed.

const LOCK = fileURLToPath(new URL("../package-lock.json", import.meta.url));

const dependencies = readDependencies(await readFile(LOCK, "utf8"));
for (const use of ["runtime", "development"] as const) {
  const used = dependencies.filter((dependency) => dependency.use === use);
  process.stdout.write(`${used.length} packages, ${use}\n`);
  for (const [licence, packages] of groupByLicence(used))
    process.stdout.write(`  ${licence}, ${packages.length}: ${packages.join(", ")}\n`);
}
const refused = findRefused(dependencies);
for (const { name, version, licence } of refused)
  process.stdout.write(`${name}@${version}: ${licence}: is not allowed\n`);
process.stdout.write(
  refused.length === 0 ? "all allowed\n" : `${refused.length} not allowed: see scripts/licences.ts\n`,
);
process.exitCode = refused.length === 0 ? 0 : 1;

/** Returns names with versions for each licence, the commonest first. */
function groupByLicence(used: readonly Dependency[]): [licence: string, packages: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { name, version, licence } of used) {
    groups.set(licence, [...(groups.get(licence) ?? []), `${name}@${version}`]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
