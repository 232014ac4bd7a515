import { readFile } from "node:fs/promises";
import subsetFont from "subset-font";
import { FONT_FILES, type FontWeight } from "../charts/measure-text.ts";

/**
 * Returns the font faces of Arimo, as CSS, with the letters of a text alone. Charts are measured in Arimo: a wider font would be cut off.
 * Letters that Arimo has not are left to the fonts of the reader's machine.
 */
export async function embedFont(text: string): Promise<string> {
  const letters = [...new Set(text)].sort().join("");
  const faces = (Object.keys(FONT_FILES) as FontWeight[]).map(async (weight) => {
    const font = await subsetFont(await readFile(FONT_FILES[weight]), letters, { targetFormat: "woff2" });
    return `@font-face { font-family: Arimo; font-weight: ${weight}; src: url(data:font/woff2;base64,${font.toString("base64")}) format("woff2"); }`;
  });
  return `${(await Promise.all(faces)).join("\n")}\n`;
}
