import { createRandom } from "../../pipeline/random.ts";
import { measureMeaning } from "../../pipeline/search/measure-meaning.ts";
import { rankPapers } from "../../pipeline/search/rank-papers.ts";
import { formatSeconds, formatTable } from "./table.ts";

const DIMENSIONS = 384;
const REPEATS = 9;

/** Prints the median seconds in which a question is compared with so many vectors, and in which the papers are ranked. Argument: how many. */
const [asked = "100000"] = process.argv.slice(2);
const count = Number(asked);
const random = createRandom(1, "question speed");
const values = Float32Array.from({ length: count * DIMENSIONS }, () => random.next() - 0.5);
const words = Float64Array.from({ length: count }, () => Math.max(0, random.next() - 0.9));
const comparisons: number[] = [];
const rankings: number[] = [];
for (let repeat = 0; repeat < REPEATS; repeat++) {
  const start = performance.now();
  const meaning = measureMeaning({ values, dimensions: DIMENSIONS }, values.slice(0, DIMENSIONS));
  const middle = performance.now();
  rankPapers({ meaning, words }, null, 10);
  comparisons.push(middle - start);
  rankings.push(performance.now() - middle);
}
const median = (times: number[]) => formatSeconds(times.sort((a, b) => a - b)[REPEATS >> 1]! / 1000);
console.log(
  formatTable([`${count} vectors`, "compared", "ranked"], [["median", median(comparisons), median(rankings)]]),
);
