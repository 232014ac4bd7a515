/** Returns a share as a percentage for people, such as "17 %"; `digits` stand behind the point. */
export function formatPercent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** Returns a whole number for people, such as "27" or "2,300". */
export function formatNumber(number: number): string {
  return number.toLocaleString("en");
}

/** Returns a number of things, such as "1 paper" or "2,300 papers". */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns a figure for people, such as "0.75"; `digits` stand behind the point. */
export function formatFigure(value: number, digits = 2): string {
  return value.toFixed(digits);
}

/** Returns a number rounded to `digits` behind the point, for data rather than for people. */
export function roundFigure(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
