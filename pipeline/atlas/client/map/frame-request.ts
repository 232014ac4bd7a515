/** Returns a function that has `draw` called before the browser's next picture: once, however often it is asked. */
export function createFrameRequest(draw: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  };
}
