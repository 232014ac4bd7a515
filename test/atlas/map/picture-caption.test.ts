import { expect, it } from "vitest";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { LIGHT } from "../../../pipeline/atlas/client/map/palette.ts";
import { describePicture } from "../../../pipeline/atlas/client/map/picture-caption.ts";
import { createState } from "../../../pipeline/atlas/client/state.ts";
import { createStore } from "../../../pipeline/atlas/client/store.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const { data } = sampleAtlas({ papers: 30, topics: 6, broad: 2 });
const index = buildIndex(data);
const NO_LEGEND = { palette: [], colorOf: new Uint16Array(30), legend: [] };

function describe(marks: number | null, changes: object, legend: { color: string; text: string }[] = []) {
  const state = createState();
  state.update(changes);
  const found = marks === null ? null : Uint8Array.from({ length: 30 }, (_, row) => (row < marks ? 1 : 0));
  const matches = createStore({ shown: null as Uint8Array | null, found });
  return describePicture({ data, index, state, matches }, "Atlas", { ...NO_LEGEND, legend }, LIGHT);
}

it("names the broad topics by their colours, and says how to read the picture", () => {
  const { title, lines, legend } = describe(null, {});
  expect(title).toBe("Atlas");
  expect(lines).toEqual([expect.stringMatching(/^Near means alike\./)]);
  const broad = data.topics.filter(({ level }) => level === 1);
  expect(legend).toEqual(broad.map(({ color, label, size }) => ({ color, text: `${label} (${size})` })));
});

it("takes over the legend of the colouring", () => {
  const scale = [{ color: "#123456", text: "2026" }];
  expect(describe(null, {}, scale).legend).toEqual(scale);
});

it("says the topic, how many papers are left, and by what", () => {
  const { id, label } = data.topics.find(({ level }) => level === 0)!;
  const { lines } = describe(4, { topic: id, query: " graphs " });
  expect(lines[0]).toContain(`Topic: ${label} (`);
  expect(lines[1]).toBe("4 of 30 papers in colour: “graphs”.");
});
