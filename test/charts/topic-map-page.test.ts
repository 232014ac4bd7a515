import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import { bundleClient } from "../../pipeline/topic-map-page/bundle-client.ts";
import { fitSpec, type MapSpec } from "../../pipeline/topic-map-page/fit-spec.ts";
import { escapeHtml, renderPage } from "../../pipeline/topic-map-page/page.ts";
import { HOSTILE_TEXTS, sampleRows } from "./sample-rows.ts";

const { map } = sampleRows(60, HOSTILE_TEXTS.length, HOSTILE_TEXTS);
const spec = drawTopicMap(map);

describe("renderPage", () => {
  const page = renderPage(spec, map.topics, map.points.length, "run()");

  it("allows the one script by its hash and nothing from outside", () => {
    const hash = createHash("sha256").update("run()").digest("base64");
    expect(page.includes(`script-src 'sha256-${hash}'`)).toBe(true);
    expect(page.includes("default-src 'none'")).toBe(true);
    expect(/unsafe-eval|(?:src|href)="(?!data:)/.exec(page)).toBeNull();
  });

  it("holds hostile texts as text: the only script elements are the spec and the script", () => {
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script/g)).toHaveLength(2);
    const [markup] = page.split('<script type="application/json"');
    expect(/<img|"onload=/.test(markup!)).toBe(false);
    expect(markup!.includes("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe(true);
  });

  it("holds the spec unchanged", () => {
    const json = /<script type="application\/json" id="spec">(.*?)<\/script>/s.exec(page)![1]!;
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(spec)));
  });

  it("names its language, title and heading, and lists each topic in a table", () => {
    for (const part of ['<html lang="en">', "<title>Topic map of 60 papers</title>", "<h1>Topic map</h1>"]) {
      expect(page.includes(part), part).toBe(true);
    }
    expect(page.match(/<th scope="row">/g)).toHaveLength(map.topics.length);
  });
});

describe("renderPage with broader topics", () => {
  it("lists the parts of a broader topic together, below its name, in the order of the first", () => {
    const [a, b, c, d] = map.topics.map((topic, index) => ({ ...topic, label: `topic ${index}` }));
    const topics = [a!, { ...b!, parent_label: "<b>roots" }, c!, { ...d!, parent_label: "<b>roots" }];
    const page = renderPage(spec, topics, 60, "run()");
    const [, body] = /<tbody>([\s\S]*)<\/tbody>/.exec(page)!;
    const names = [...body!.matchAll(/(?:<th scope="rowgroup">|<span>)([^<]*)</g)].map(([, name]) => name);
    expect(names).toEqual(["topic 0", "&lt;b&gt;roots", "topic 1", "topic 3", "topic 2"]);
    expect(body).toContain(`<td class="number">${b!.size + d!.size}</td><td></td>`);
  });
});

describe("escapeHtml", () => {
  it("leaves no character that ends an attribute or begins an element", () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  });
});

describe("bundleClient", () => {
  it("gives the same script again, with nothing that ends a script element", async () => {
    const script = await bundleClient();
    expect(/<\/script|<!--|\r/.exec(script)).toBeNull();
    expect((await bundleClient()) === script).toBe(true);
  });
});

describe("fitSpec", () => {
  const original = JSON.parse(JSON.stringify(spec)) as MapSpec;
  const scalesOf = ({ width, height, layer }: MapSpec) => {
    const { x, y } = layer[1]!.encoding;
    const length = ([from, to]: [number, number]) => to - from;
    return [width / length(x!.scale!.domain), height / length(y!.scale!.domain)] as const;
  };

  it.each([
    [390, 600],
    [1240, 660],
    [1320, 1400],
  ])("fits %i x %i pixels, with one scale for both axes, and shows all of the map", (room, below) => {
    const fitted = fitSpec(original, room, below);
    expect(fitted.width).toBeLessThan(room);
    expect(fitted.height).toBeLessThanOrEqual(below);
    const [across, up] = scalesOf(fitted);
    expect(across).toBeCloseTo(up, 6);
    for (const axis of ["x", "y"] as const) {
      const [from, to] = original.layer[1]!.encoding[axis]!.scale!.domain;
      const [fittedFrom, fittedTo] = fitted.layer[1]!.encoding[axis]!.scale!.domain;
      expect(fittedFrom).toBeLessThanOrEqual(from + 1e-9);
      expect(fittedTo).toBeGreaterThanOrEqual(to - 1e-9);
    }
  });

  it("leaves out the legend where there is no room beside the map", () => {
    expect(fitSpec(original, 390, 600).layer[1]!.encoding.fill!.legend).toBeNull();
    expect(fitSpec(original, 1240, 660).layer[1]!.encoding.fill!.legend).toBeTruthy();
  });

  it("leaves the spec that it is given as it is", () => {
    const before = JSON.stringify(original);
    fitSpec(original, 390, 600);
    expect(JSON.stringify(original)).toBe(before);
  });
});
