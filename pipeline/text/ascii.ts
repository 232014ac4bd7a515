/** Returns whether a text has no character but those of ASCII: most have none, and need no folding of Unicode. */
export function isAscii(text: string): boolean {
  for (let place = 0; place < text.length; place++) if (text.charCodeAt(place) > 0x7f) return false;
  return true;
}
