const PIXELS_PER_E = 320;
const LINE_PIXELS = 24;
const PAGE_PIXELS = 400;
/** Pinching on a touchpad comes as a wheel with Ctrl held, in small steps. */
const PINCH_GAIN = 4;
const MOST_PIXELS = 240;

/** Returns the factor by which a turn of the wheel zooms: above 1 is nearer, and one turn is e^0.75, or 2.1 times, at most. */
export function findWheelFactor({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
  const unit = deltaMode === 1 ? LINE_PIXELS : deltaMode === 2 ? PAGE_PIXELS : 1;
  const pixels = deltaY * unit * (ctrlKey ? PINCH_GAIN : 1);
  return Math.exp(-Math.min(MOST_PIXELS, Math.max(-MOST_PIXELS, pixels)) / PIXELS_PER_E);
}
