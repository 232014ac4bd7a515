import { escapeHtml } from "../../escape-html.ts";
import { type CaptionLayout, DOT_RADIUS } from "./caption-layout.ts";
import { smoothRing } from "./contours.ts";
import { FONT_FAMILY, HALO, inkOfName, listLineMiddles, type ShownName } from "./paint-names.ts";
import { layOutTitle, type ShownTitle } from "./paint-titles.ts";
import { rimOf } from "./palette.ts";
import type { SavedPicture } from "./saved-picture.ts";
import { LEVEL_OPACITY, type Scene } from "./surface.ts";
import { TITLE_FONT_SIZE } from "./title-texts.ts";
import { toScreen, type Viewport } from "./viewport.ts";

/**
 * Returns the part of the map that is seen as SVG, with the names over it and its caption below; texts are escaped, and each dot holds its
 * paper's title.
 */
export function writeMapSvg(
  { scene, viewport, names, titles, caption }: SavedPicture,
  paperTitles: readonly string[],
  layout: CaptionLayout,
): string {
  const [width, height] = [round(viewport.width), round(viewport.height)];
  const total = round(viewport.height + layout.height);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" role="img">
<title>${escapeXml(caption.title)}</title>
<desc>${escapeXml(caption.lines.join(" "))}</desc>
<clipPath id="map"><rect width="${width}" height="${height}"/></clipPath>
<rect width="100%" height="100%" fill="${scene.ground.ground}"/>
<g clip-path="url(#map)">
<g>${writeContours(scene, viewport)}</g>
<g>${writeDots(scene, viewport, paperTitles)}</g>
<g font-family="${escapeHtml(FONT_FAMILY)}" font-size="${TITLE_FONT_SIZE}" fill="${scene.ground.quiet}">${writeTitles(titles)}</g>
<g>${writeLines(scene, names)}</g>
<g font-family="${escapeHtml(FONT_FAMILY)}" text-anchor="middle" stroke="${scene.ground.ground}" stroke-width="${2 * HALO}" stroke-linejoin="round">${writeNames(scene, names)}</g>
</g>
<g transform="translate(0 ${height})" font-family="${escapeHtml(FONT_FAMILY)}">${writeCaption(scene, layout)}</g>
</svg>
`;
}

function writeContours({ contours, topicById, family, ground, haze }: Scene, viewport: Viewport): string {
  const point = (x: number, y: number) => {
    const pixel = toScreen(viewport, x, y);
    return `${round(pixel.x)} ${round(pixel.y)}`;
  };
  return contours
    .filter(({ topic }) => haze > 0 && (!family || family.has(topic)))
    .flatMap(({ topic, levels }) => {
      const { color, darkColor } = topicById.get(topic)!;
      return levels.map((rings) => {
        const path: string[] = [];
        for (const ring of rings) {
          smoothRing(
            ring,
            (x, y) => path.push(`M${point(x, y)}`),
            (bendX, bendY, x, y) => path.push(`Q${point(bendX, bendY)} ${point(x, y)}`),
          );
          path.push("Z");
        }
        return `<path d="${path.join("")}" fill="${ground.isDark ? darkColor : color}" fill-opacity="${LEVEL_OPACITY * haze}"/>`;
      });
    })
    .join("\n");
}

function writeDots(scene: Scene, viewport: Viewport, titles: readonly string[]): string {
  const { emphasis, colors, ground, radius } = scene;
  const dots: string[] = [];
  for (const [place, row] of emphasis.order.entries()) {
    const { x, y } = toScreen(viewport, scene.xs[row]!, scene.ys[row]!);
    if (x < -radius || y < -radius || x > viewport.width + radius || y > viewport.height + radius) continue;
    const isGreyed = place < emphasis.greyed;
    const fill = isGreyed ? ground.faded : colors.palette[colors.colorOf[row]!]!;
    const rim = isGreyed ? ground.faded : rimOf(fill, ground);
    dots.push(
      `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}" stroke="${rim}"><title>${escapeXml(titles[row]!)}</title></circle>`,
    );
  }
  return dots.join("\n");
}

function writeTitles(titles: readonly ShownTitle[]): string {
  const anchors = { left: "start", right: "end", center: "middle" };
  return titles
    .map((title) => {
      const { x, align, middles } = layOutTitle(title);
      const lines = title.text.lines.map(
        (line, index) =>
          `<tspan x="${round(x)}" y="${round(middles[index]! + TITLE_FONT_SIZE * 0.35)}">${escapeXml(line)}</tspan>`,
      );
      return `<text text-anchor="${anchors[align]}" opacity="${round(title.opacity)}">${lines.join("")}</text>`;
    })
    .join("\n");
}

function writeLines({ ground }: Scene, names: readonly ShownName[]): string {
  return names
    .flatMap(({ name, line, isFaded }) =>
      line
        ? [
            `<line x1="${round(line.x1)}" y1="${round(line.y1)}" x2="${round(line.x2)}" y2="${round(line.y2)}" stroke="${inkOfName(name, isFaded, ground)}"/>`,
          ]
        : [],
    )
    .join("\n");
}

function writeNames({ ground }: Scene, names: readonly ShownName[]): string {
  return names
    .map((shown) => {
      const { name, text, box, opacity, isFaded } = shown;
      const middles = listLineMiddles(shown);
      const lines = text.lines.map(
        (line, index) =>
          `<tspan x="${round(box.x)}" y="${round(middles[index]! + name.fontSize * 0.35)}">${escapeXml(line)}</tspan>`,
      );
      const font = `font-size="${name.fontSize}" font-weight="${name.fontWeight}" opacity="${round(opacity)}"`;
      const letters = lines.join("");
      // The halo of a line would lie over the line above it.
      return `<text ${font} fill="none">${letters}</text><text ${font} stroke="none" fill="${inkOfName(name, isFaded, ground)}">${letters}</text>`;
    })
    .join("\n");
}

function writeCaption({ ground }: Scene, { texts, dots }: CaptionLayout): string {
  const circles = dots.map(
    ({ x, y, color }) => `<circle cx="${round(x)}" cy="${round(y)}" r="${DOT_RADIUS}" fill="${color}"/>`,
  );
  const lines = texts.map(
    ({ x, y, text, fontSize, fontWeight, isQuiet }) =>
      `<text x="${round(x)}" y="${round(y)}" font-size="${fontSize}" font-weight="${fontWeight}" fill="${isQuiet ? ground.quiet : ground.ink}">${escapeXml(text)}</text>`,
  );
  return [...circles, ...lines].join("\n");
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function escapeXml(text: string): string {
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ""));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
