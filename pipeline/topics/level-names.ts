/** Returns what a level is called, 0 being the finest of `levels`. */
export function nameLevel(level: number, levels: number): "fine" | "middle" | "broad" {
  if (level === 0) return "fine";
  return level === levels - 1 ? "broad" : "middle";
}

/** Returns the topics of each level, the finest first, as people read them: "30 topics in 7 groups", "90 topics in 24 groups in 8 broad ones". */
export function describeLevels(counts: readonly number[]): string {
  const [fine = 0, ...broader] = counts;
  const groups = broader.map((count, place) => (place === 0 ? `${count} groups` : `${count} broad ones`));
  return [`${fine} topic${fine === 1 ? "" : "s"}`, ...groups].join(" in ");
}
