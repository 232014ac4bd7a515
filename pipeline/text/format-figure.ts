/** Returns a share as a percentage for people, such as "17 %"; `digits` stand behind the point. */
export function formatPercent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** Returns a number of things, such as "1 paper" or "27 papers". */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
