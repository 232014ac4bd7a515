/** Members looked at when a density is estimated: more change little. */
const SAMPLE = 1500;
/** Bandwidth of the kernel as a share of the map's longer side. */
const BANDWIDTH_SHARE = 0.02;

/** A paper on the map, with the index of its topic. */
export type MapPoint = { x: number; y: number; topic: number };

/**
 * Returns for each topic the index of its paper in the densest place of the topic: the one with the highest Gaussian
 * kernel density among its own papers (bandwidth 2 % of the map). Equal densities: the first paper. Topics without a paper give -1.
 */
export function findTopicAnchors(points: readonly MapPoint[], topicCount: number): Int32Array {
  const members = Array.from({ length: topicCount }, (): number[] => []);
  for (const [index, { topic }] of points.entries()) members[topic]!.push(index);
  const scale = -0.5 / (BANDWIDTH_SHARE * measureLongerSide(points)) ** 2;
  return Int32Array.from(members, (indices) => findDensest(points, indices, scale));
}

function findDensest(points: readonly MapPoint[], members: readonly number[], scale: number): number {
  const step = Math.max(1, members.length / SAMPLE);
  const sample = Array.from(
    { length: Math.floor(members.length / step) },
    (_, rank) => members[Math.floor(rank * step)]!,
  );
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (const member of members) {
    const { x, y } = points[member]!;
    let density = 0;
    for (const other of sample)
      density += Math.exp(scale * ((points[other]!.x - x) ** 2 + (points[other]!.y - y) ** 2));
    if (density > highest + 1e-9) {
      highest = density;
      best = member;
    }
  }
  return best;
}

function measureLongerSide(points: readonly MapPoint[]): number {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return Math.max(right - left, top - bottom) || 1;
}
