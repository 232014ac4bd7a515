const FADE_MS = 150;
/** Share of a fade that the first step takes, so that it is seen at once. */
const FIRST_STEP = 1 / 8;

/** How much of each name is seen, 0 to 1, while names appear and leave. */
export type Fade = {
  opacities: Float64Array;
  /** Moves the opacities towards their goals, by the time since the last call; returns whether all are there. */
  step(goals: Float64Array): boolean;
};

/** Returns the fade of `count` names: at the first step, and where `isStill`, they are at their goals at once. `readTime` gives milliseconds. */
export function createFade(count: number, readTime: () => number, isStill: () => boolean): Fade {
  const opacities = new Float64Array(count);
  let lastTime: number | null = null;
  return {
    opacities,
    step(goals) {
      const now = readTime();
      const isFirst = lastTime === null;
      const change = lastTime === null || isStill() ? 1 : Math.min(1, (now - lastTime) / FADE_MS);
      let isDone = true;
      for (const [row, goal] of goals.entries()) {
        const missing = goal - opacities[row]!;
        opacities[row]! += Math.sign(missing) * Math.min(Math.abs(missing), change);
        if (opacities[row] !== goal) isDone = false;
      }
      lastTime = isDone && !isFirst ? now - FADE_MS * FIRST_STEP : now;
      return isDone;
    },
  };
}
