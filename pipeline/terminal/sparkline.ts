const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** Returns counts as bars a column wide, the largest the highest; nothing alone has the lowest. */
export function writeSparkline(counts: readonly number[]): string {
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  return counts.map((count) => BARS[most === 0 ? 0 : Math.ceil((count / most) * (BARS.length - 1))]).join("");
}
