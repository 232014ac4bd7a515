/** Longest wait, in milliseconds, and the wait where the browser cannot tell whether it is idle. */
const MOST_WAIT_MS = 500;
const BLIND_WAIT_MS = 60;

/** Calls when the browser has nothing else to do, or after half a second. */
export function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: MOST_WAIT_MS });
  else setTimeout(act, BLIND_WAIT_MS);
}
