import type { View } from "../state.ts";

const DURATION_MS = 420;

/** Moves the view over a short time; there is one flight at a time. */
export type Flight = { start(to: View): void; stop(): void };

/** Returns a flight that sets the view by `show`; where the reader wants less motion, it is there at once. */
export function createFlight(current: () => View, show: (view: View) => void): Flight {
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  return {
    stop,
    start(to) {
      stop();
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return show(to);
      const from = current();
      const began = performance.now();
      const advance = (now: number) => {
        const passed = Math.min(1, Math.max(0, (now - began) / DURATION_MS));
        show(passed === 1 ? to : mixViews(from, to, passed * passed * (3 - 2 * passed)));
        frame = passed === 1 ? 0 : requestAnimationFrame(advance);
      };
      frame = requestAnimationFrame(advance);
    },
  };
}

/** Returns the view at a share of the way: the zoom grows evenly by factors, and one place of the map stays where it is on the screen. */
export function mixViews(from: View, to: View, share: number): View {
  const zoom = from.zoom ** (1 - share) * to.zoom ** share;
  const isSameZoom = Math.abs(Math.log(to.zoom / from.zoom)) < 1e-6;
  const moved = isSameZoom ? share : (1 / zoom - 1 / from.zoom) / (1 / to.zoom - 1 / from.zoom);
  return { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, zoom };
}
