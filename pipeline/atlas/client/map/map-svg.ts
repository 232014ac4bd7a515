import { escapeHtml } from "../../escape-html.ts";
import { LABEL_WEIGHT } from "./map-labels.ts";
import { FONT_FAMILY, inkOfLabel, locateLabel, type ShownLabel } from "./paint-overlay.ts";
import { rimOf } from "./palette.ts";
import { LEVEL_OPACITY, type Scene } from "./surface.ts";
import { toScreen, type Viewport } from "./viewport.ts";

/** Returns the part of the map that is seen as SVG, with the names over it; texts are escaped, and each dot holds its paper's title. */
export function writeMapSvg(
  scene: Scene,
  viewport: Viewport,
  labels: readonly ShownLabel[],
  titles: readonly string[],
): string {
  const { width, height } = viewport;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img">
<title>Topic map</title>
<desc>Papers as dots, coloured and named by topic. Near means alike; how far apart distant groups lie, and in which direction, means nothing.</desc>
<rect width="100%" height="100%" fill="${scene.ground.ground}"/>
<g>${writeContours(scene, viewport)}</g>
<g>${writeDots(scene, viewport, titles)}</g>
<g font-family="${escapeHtml(FONT_FAMILY)}" font-weight="${LABEL_WEIGHT}" text-anchor="middle" paint-order="stroke" stroke="${scene.ground.ground}" stroke-width="8" stroke-linejoin="round">${writeLabels(scene, viewport, labels)}</g>
</svg>
`;
}

function writeContours({ contours, topicById, family, ground }: Scene, viewport: Viewport): string {
  return contours
    .filter(({ topic }) => !family || family.has(topic))
    .flatMap(({ topic, levels }) => {
      const { color, darkColor } = topicById.get(topic)!;
      return levels.map((rings) => {
        const path = rings.map((ring) => {
          const corners = ring.flatMap((value, index) => {
            if (index % 2 === 1) return [];
            const { x, y } = toScreen(viewport, value, ring[index + 1]!);
            return [`${round(x)} ${round(y)}`];
          });
          return `M${corners.join("L")}Z`;
        });
        return `<path d="${path.join("")}" fill="${ground.isDark ? darkColor : color}" fill-opacity="${LEVEL_OPACITY}"/>`;
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

function writeLabels({ ground }: Scene, viewport: Viewport, labels: readonly ShownLabel[]): string {
  return labels
    .map(({ label, opacity, isFaded }) => {
      const { x, y } = locateLabel(label, viewport);
      const first = y - ((label.lines.length - 1) * label.lineHeight) / 2 + label.fontSize * 0.35;
      const ink = inkOfLabel(label, isFaded, ground);
      const lines = label.lines.map(
        (line, index) =>
          `<tspan x="${round(x)}" y="${round(first + index * label.lineHeight)}">${escapeXml(line)}</tspan>`,
      );
      return `<text font-size="${label.fontSize}" fill="${ink}" opacity="${round(opacity)}">${lines.join("")}</text>`;
    })
    .join("\n");
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function escapeXml(text: string): string {
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ""));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
