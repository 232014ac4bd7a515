/** Returns whether a text has no character but those of ASCII: most have none, and need no folding of Unicode. */
export function isAscii(text: string): boolean {
  for (let place = 0; place < text.length; place++) if (text.charCodeAt(place) > 0x7f) return false;
  return true;
}

/** Returns whether a text has no character but spaces and those of ASCII that are seen: nothing invisible, no line end, no tab. */
export function isPlain(text: string): boolean {
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}
