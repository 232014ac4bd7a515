import { converter } from "culori";
import { listShades, parseHex } from "./candidate-colors.ts";
import { divideHues, isInSector, turnBetween } from "./hue-sectors.ts";
import { type ColorChoice, type MapPlace, searchColors } from "./search-colors.ts";

/** How much less a difference counts between two families than within one: they must lie further apart. */
const ACROSS_FAMILIES = 0.8;

/** Topics nearest on the map, which count most: among many shades of few hues not all can be kept far apart. */
const NEIGHBORS = 4;
const FAR_SHADE_DISCOUNT = 2;

/** A topic to colour: its place, the index of its family, the colour that its shades are grouped round, and the one that it had. */
export type FamilyMember = { place: MapPlace; family: number; parentColor: string; known: string | null };

/**
 * Returns a shade of its family's hue for each topic, as #rrggbb, those nearest to its parent's hue first. The shades of one family share a
 * sector of hues, and are searched to differ most from one another, neighbours counting most, and more yet from other families'. A known
 * colour is kept, whatever its hue.
 */
export function shadeFamilies(members: readonly FamilyMember[], familyColors: readonly string[]): string[] {
  const shades = listShades();
  const sectors = divideHues(familyColors.map(measureHue));
  const choices = members.map(({ family, parentColor, known }): ColorChoice => {
    const sector = sectors[family]!;
    const parentHue = measureHue(parentColor);
    const hexes = shades
      .filter(({ hue }) => isInSector(sector, hue))
      .sort((a, b) => turnBetween(a.hue, parentHue) - turnBetween(b.hue, parentHue))
      .map(({ hex }) => hex);
    return { hexes: hexes.length > 0 ? hexes : [parentColor], known };
  });
  const discounts = discountStrangers(members);
  return searchColors(choices, discounts);
}

/** Returns the OKLCH hue of a colour in degrees; 0 for a grey. */
export function measureHue(hex: string): number {
  return converter("oklch")(parseHex(hex)).h ?? 0;
}

/** Returns for each pair, row by row, by how much its difference is multiplied: 1 for neighbours of one family. */
function discountStrangers(members: readonly FamilyMember[]): Float64Array {
  const count = members.length;
  const discounts = new Float64Array(count * count).fill(FAR_SHADE_DISCOUNT);
  for (const [index, { place }] of members.entries()) {
    const nearest = [...members.keys()]
      .filter((other) => other !== index)
      .map((other) => ({
        other,
        length: Math.hypot(members[other]!.place.x - place.x, members[other]!.place.y - place.y),
      }))
      .sort((a, b) => a.length - b.length || a.other - b.other)
      .slice(0, NEIGHBORS);
    for (const { other } of nearest) discounts[index * count + other] = discounts[other * count + index] = 1;
  }
  return discounts.map((discount, pair) => {
    const isOneFamily = members[Math.floor(pair / count)]!.family === members[pair % count]!.family;
    return isOneFamily ? discount : discount * ACROSS_FAMILIES;
  });
}
