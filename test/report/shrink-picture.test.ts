import { describe, expect, it } from "vitest";
import { renderPng, renderSvg } from "../../pipeline/charts/render-chart.ts";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import { drawTopicSizes } from "../../pipeline/charts/topic-sizes.ts";
import { shrinkPicture, shrinkWithoutTitle } from "../../pipeline/report/shrink-picture.ts";
import { HOSTILE_TEXTS, sampleRows } from "../charts/sample-rows.ts";

const { map, sizes } = sampleRows(120, HOSTILE_TEXTS.length, HOSTILE_TEXTS);
const readTexts = (svg: string) => Array.from(svg.matchAll(/>([^<>]+)</g), ([, text]) => text);

/** Returns how much two pictures differ: the mean difference of a byte, 0 to 255. */
async function compare(one: string, other: string): Promise<number> {
  const [a, b] = [await renderPng(one, 1), await renderPng(other, 1)];
  expect(Buffer.from(a).readUInt32BE(16)).toBe(Buffer.from(b).readUInt32BE(16));
  return Math.abs(a.length - b.length) / a.length;
}

describe("shrinkPicture", () => {
  it.each([
    ["the map", drawTopicMap(map)],
    ["bars", drawTopicSizes(sizes)],
  ])("keeps every text of %s, balanced tags, and the looks, in half the letters", async (_, spec) => {
    const svg = await renderSvg(spec);
    const shrunk = shrinkPicture(svg);
    expect(readTexts(shrunk)).toEqual(readTexts(svg));
    expect(shrunk.match(/<g[ >]/g)?.length).toBe(shrunk.match(/<\/g>/g)?.length);
    expect(shrunk.length).toBeLessThan(svg.length / 2);
    expect(await compare(svg, shrunk)).toBeLessThan(0.05);
  });

  it("rounds places, draws discs as circles and faint curves as lines, and leaves out what is not seen", () => {
    const svg = [
      '<svg width="9" height="9"><g class="mark-group"><path class="background" aria-hidden="true" d="M0,0h9v9h-9Z"/>',
      '<path transform="translate(1.2345,6)" d="M4.743,0A4.743,4.743,0,1,1,-4.743,0A4.743,4.743,0,1,1,4.743,0" fill="#336699"/>',
      '<path d="M1.04,1C1,2,3,4,5.06,6C7,8,9,10,11,12.5" fill-opacity="0.05"/><text opacity="1">a &lt; 1.234</text></g><g></g></svg>',
    ];
    expect(shrinkPicture(svg.join(""))).toBe(
      '<svg width="9" height="9"><circle cx="1.2" cy="6" r="4.7" fill="#336699"/>' +
        '<path d="M1 1l4.1 5l5.9 6.5" fill-opacity="0.05"/><text>a &lt; 1.234</text></svg>',
    );
  });
});

describe("shrinkWithoutTitle", () => {
  it("leaves out the title and its room, and nothing else", async () => {
    const svg = await renderSvg(drawTopicMap(map));
    const shrunk = shrinkWithoutTitle(svg);
    const size = (text: string) => Number(/height="([\d.]+)"/.exec(text)![1]);
    expect(readTexts(shrunk).filter((text) => text === "Topic map")).toHaveLength(1);
    expect(readTexts(svg).filter((text) => text === "Topic map")).toHaveLength(2);
    expect(size(shrunk)).toBeLessThan(size(svg) - 40);
    expect(shrunk).toMatch(new RegExp(`viewBox="0 [\\d.]+ [\\d.]+ ${size(shrunk)}"`));
  });
});
