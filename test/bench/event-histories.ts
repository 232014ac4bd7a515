import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { type HistoryOptions, PLOTS, scoreHistories } from "../lineage/made-up-histories.ts";

const ROUNDS = 20;
const WANDERING = [0, 0.05, 0.1, 0.2];
const SIZES: readonly Omit<HistoryOptions, "wander">[] = [
  { topics: 20, smallest: 100, largest: 300 },
  { topics: 20, smallest: 15, largest: 80 },
];

/** Prints how many events of made-up histories are found, for labelled files given as arguments. */
for (const path of process.argv.slice(2)) {
  const labels = readLabels(await readFile(path));
  for (const sizes of SIZES) {
    for (const wander of WANDERING) {
      const options = { ...sizes, wander };
      const all = scoreHistories(labels, PLOTS, options, ROUNDS, 1);
      const each = PLOTS.map((plot) => {
        const { right, found, happened } = scoreHistories(labels, [plot], options, ROUNDS, 1);
        return `${plot} ${right}/${happened}, ${found - right} false`;
      });
      process.stdout.write(
        `${basename(path)}, topics of ${sizes.smallest} to ${sizes.largest}, ${100 * wander} % wander: F1 ${all.f1.toFixed(3)} (${each.join("; ")})\n`,
      );
    }
  }
}

function readLabels(file: Buffer): string[] {
  const lines = gunzipSync(file).toString().trim().split("\n");
  return lines.map((line) => String(JSON.parse(line).label));
}
