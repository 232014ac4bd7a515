import { describe, expect, it } from "vitest";
import { buildIndex } from "../../pipeline/atlas/client/atlas-index.ts";
import { INITIAL_STATE } from "../../pipeline/atlas/client/state.ts";
import { createStore } from "../../pipeline/atlas/client/store.ts";
import { readFragment, writeFragment } from "../../pipeline/atlas/client/url-fragment.ts";
import { sampleAtlas } from "./sample-atlas.ts";

describe("createStore", () => {
  it("tells those who watch a field that changed, with the value before", () => {
    const store = createStore({ a: 1, b: 2 });
    const told: unknown[] = [];
    store.subscribe((value, previous) => told.push(["a", value.a, previous.a]), ["a"]);
    store.subscribe((value) => told.push(["any", value]));
    store.update({ b: 3 });
    store.update({ a: 5 });
    store.update({ a: 5 });
    expect(told).toEqual([
      ["any", { a: 1, b: 3 }],
      ["a", 5, 1],
      ["any", { a: 5, b: 3 }],
    ]);
  });

  it("tells of changes in their order, also of those that a listener makes", () => {
    const store = createStore({ a: 0 });
    const seen: number[] = [];
    store.subscribe(({ a }) => {
      if (a === 1) store.update({ a: 2 });
    });
    store.subscribe(({ a }) => seen.push(a));
    store.update({ a: 1 });
    expect(seen).toEqual([1, 2]);
  });

  it("stops telling who no longer watches", () => {
    const store = createStore({ a: 0 });
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.update({ a: 1 });
    stop();
    store.update({ a: 2 });
    expect(told).toBe(1);
  });
});

describe("the address", () => {
  const targets = { paperIds: ["aa", "bb", "cc"], topicIds: [3, 7, 12], sources: ["feed/a b.txt", "feed/c,d&e.txt"] };
  const full = {
    view: { x: 1200, y: 40_000, zoom: 2.5 },
    topic: 7,
    paper: 2,
    query: "kv cache & <b>#1</b> 汉字",
    filters: {
      topics: [3, 12],
      sources: [...targets.sources],
      roles: ["edge" as const],
      dates: [20_000, 20_031] as [number, number],
    },
    selection: { kind: "lasso" as const, points: [1, 2, 3, 4, 5, 6] },
    coloring: "date" as const,
    panel: "papers" as const,
    isInView: true,
    order: "date" as const,
    table: true,
    isTimelineFolded: true,
    playWindow: 14,
    playSpeed: 2 as const,
  };

  it("is empty for the state at the start", () => {
    expect(writeFragment(INITIAL_STATE, targets)).toBe("");
    const { hovered, tool, theme, isPlaying, ...linked } = INITIAL_STATE;
    expect(readFragment("", targets)).toEqual(linked);
  });

  it("gives back every part of the state", () => {
    const fragment = writeFragment(full, targets);
    expect(readFragment(`#${fragment}`, targets)).toEqual(full);
    expect(fragment).toContain("at=1200,40000,2.5&topic=7&paper=cc");
    expect(fragment).toContain("dates=2024-10-04..2024-11-04");
    const rectangle = { kind: "rectangle" as const, points: [1, 2, 3, 4] };
    expect(readFragment(writeFragment({ ...full, selection: rectangle }, targets), targets).selection).toEqual(
      rectangle,
    );
  });

  it("passes over what it cannot read, and what this page does not have", () => {
    const { hovered, tool, theme, isPlaying, ...linked } = INITIAL_STATE;
    for (const fragment of [
      "#at=1,2&topic=99&paper=zz&topics=4,x&source=none&roles=boss&dates=soon..later&lasso=1,2&color=pink",
      "#at=1,NaN,3&topic=&rectangle=1,2,3&dates=2024-01-01&window=-3&speed=9&timeline=shut",
      "#%E0%A4%A&at=,,&at=1,1,-2",
    ]) {
      expect(readFragment(fragment, targets)).toEqual(linked);
    }
  });
});

describe("buildIndex", () => {
  const { data } = sampleAtlas({ papers: 200, topics: 8, broad: 3 });
  const index = buildIndex(data);

  it("has the papers of a broad topic from its parts, the most typical first", () => {
    const [broad] = index.roots;
    const rows = [...index.papersOf(broad!.id)];
    const parts = index.childrenOf(broad!.id);
    expect(rows.length).toBe(parts.reduce((sum, { id }) => sum + index.papersOf(id).length, 0));
    const { similarity } = data.papers;
    for (let place = 1; place < rows.length; place++) {
      expect(similarity[rows[place]!]!).toBeLessThanOrEqual(similarity[rows[place - 1]!]!);
    }
    expect(index.familyOf(broad!.id)).toEqual(new Set([broad!.id, ...parts.map(({ id }) => id)]));
  });

  it("lists broad topics as roots, the largest first, and knows no topic of an unassigned paper", () => {
    expect(index.roots.every(({ level }) => level === 1)).toBe(true);
    const sizes = index.roots.map(({ size }) => size);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(index.findTopic(96)).toBeNull();
    expect(index.findTopic(0)!.id).toBe(1);
  });
});
