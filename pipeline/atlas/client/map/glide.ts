/** Where things are on the way to new places. */
export type Glide = {
  /** Returns where a thing is now whose goal is given; it starts at its first goal. */
  move(key: number, goal: { x: number; y: number }): { x: number; y: number };
  /** Forgets a thing, so that it starts at its next goal. */
  forget(key: number): void;
  /** Whether anything that was moved since the last call is still on its way. */
  isUnderWay(): boolean;
};

const GLIDE_MS = 220;

type Way = { from: { x: number; y: number }; to: { x: number; y: number }; began: number };

/** Returns a glide; `readTime` gives milliseconds, and where `isStill` things are at their goals at once. */
export function createGlide(readTime: () => number, isStill: () => boolean): Glide {
  const ways = new Map<number, Way>();
  let underWay = false;
  const locate = ({ from, to, began }: Way) => {
    const passed = Math.min(1, (readTime() - began) / GLIDE_MS);
    const share = passed * passed * (3 - 2 * passed);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, isThere: passed === 1 };
  };
  return {
    move(key, goal) {
      const known = ways.get(key);
      if (!known || isStill()) ways.set(key, { from: goal, to: goal, began: Number.NEGATIVE_INFINITY });
      else if (known.to.x !== goal.x || known.to.y !== goal.y) {
        const { x, y } = locate(known);
        ways.set(key, { from: { x, y }, to: goal, began: readTime() });
      }
      const way = ways.get(key)!;
      if (way.from === way.to) return goal;
      const { x, y, isThere } = locate(way);
      if (!isThere) underWay = true;
      return { x, y };
    },
    forget: (key) => void ways.delete(key),
    isUnderWay() {
      const was = underWay;
      underWay = false;
      return was;
    },
  };
}
