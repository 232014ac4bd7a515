import type { LastRun } from "../engine/last-run.ts";
import { type Finding, note, ok } from "./finding.ts";

const NAMES: Readonly<Record<string, string>> = { "topic-atlas": "Topic Atlas", node: "Node.js", duckdb: "DuckDB" };

/** Says which versions are here, and with which others the output was made. */
export function checkVersions(now: Record<string, string>, run: LastRun | null): Finding {
  const here = Object.entries(now)
    .map(([name, version]) => `${NAMES[name] ?? name} ${version}`)
    .join(", ");
  if (run === null) return ok("versions", here);
  const others = Object.entries(now).flatMap(([name, version]) => {
    const made = run.versions[name] ?? null;
    return made === null || made === version ? [] : [`${NAMES[name] ?? name} ${made}`];
  });
  if (others.length === 0) return ok("versions", `${here}; the output was made with the same`);
  return note("versions", `${here}; the output was made with ${others.join(", ")}`);
}
