import type { Stage } from "./stage.ts";

/** Throws when a stage reads what no earlier stage writes, looks at a table that no stage writes, or writes what another writes. */
export function checkWiring(stages: readonly Stage[]): void {
  const writers = new Map<string, string>();
  const all = new Set(stages.flatMap(({ writes }) => writes));
  const earlier = new Set<string>();
  for (const stage of stages) {
    for (const table of stage.reads) {
      if (!writers.has(table)) throw new Error(`${stage.name} reads ${table}: no stage before it writes it`);
    }
    for (const name of stage.figures) {
      if (!earlier.has(name))
        throw new Error(`${stage.name} reads figures of ${name}: no stage before it has that name`);
    }
    for (const table of stage.previous) {
      if (!all.has(table)) throw new Error(`${stage.name} looks at ${table} of the last run: no stage writes it`);
    }
    for (const product of [...stage.writes, ...stage.artifacts]) {
      const writer = writers.get(product);
      if (writer) throw new Error(`${stage.name} writes ${product}: ${writer} writes it too`);
      writers.set(product, stage.name);
    }
    earlier.add(stage.name);
  }
}
