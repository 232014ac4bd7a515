import { joinWithAnd } from "./join-with-and.ts";

/** Returns ascending whole numbers in words, such as "1 to 4 and 7". */
export function listRanges(numbers: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return joinWithAnd(ranges.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)));
}
