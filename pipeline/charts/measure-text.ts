import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype from "opentype.js";

/** The weights that the charts' font has. */
export type FontWeight = "normal" | "bold";

/** Returns the width of a text in pixels at a font size in pixels. */
export type MeasureText = (text: string, fontSize: number, weight: FontWeight) => number;

const require = createRequire(import.meta.url);

/** Paths of the TTF files of Arimo (Apache-2.0). */
export const FONT_FILES: Record<FontWeight, string> = {
  normal: require.resolve("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf"),
};

/** Measures in Arimo: the sum of its advance widths, without kerning, so never much too narrow. */
export const measureArimo: MeasureText = (text, fontSize, weight) => {
  const font = loadFont(weight);
  let units = 0;
  for (const character of text) units += font.advance(character);
  return (units * fontSize) / font.unitsPerEm;
};

type LoadedFont = { unitsPerEm: number; advance: (character: string) => number };

const loaded = new Map<FontWeight, LoadedFont>();

function loadFont(weight: FontWeight): LoadedFont {
  const known = loaded.get(weight);
  if (known) return known;
  const file = readFileSync(FONT_FILES[weight]);
  const font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  const advances = new Map<string, number>();
  const advance = (character: string): number => {
    let width = advances.get(character);
    if (width === undefined) {
      width = font.charToGlyph(character).advanceWidth ?? font.unitsPerEm;
      advances.set(character, width);
    }
    return width;
  };
  const result = { unitsPerEm: font.unitsPerEm, advance };
  loaded.set(weight, result);
  return result;
}
