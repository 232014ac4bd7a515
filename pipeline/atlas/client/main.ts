import type { AtlasData, AtlasTexts } from "../atlas-data.ts";
import { type PackedTexts, unpackTexts } from "../pack-texts.ts";
import type { Atlas, Matches } from "./atlas.ts";
import { buildIndex } from "./atlas-index.ts";
import { decodeBlock } from "./decode.ts";
import { createElement, findElement } from "./elements.ts";
import { createMap } from "./map/topic-map.ts";
import { linkStateToAddress } from "./navigation.ts";
import { mountPanels } from "./panels/panels.ts";
import { connectSkips } from "./skips.ts";
import { createState } from "./state.ts";
import { createStore } from "./store.ts";
import { followTheme } from "./theme.ts";
import { mountThemeSwitch } from "./theme-switch.ts";

async function start(): Promise<void> {
  const data = await decodeBlock<AtlasData>("atlas-data");
  let texts: Promise<AtlasTexts> | undefined;
  const base: Omit<Atlas, "map"> = {
    data,
    index: buildIndex(data),
    state: createState(),
    matches: createStore<Matches>({ shown: null, found: null }),
    readTexts: () => {
      texts ??= decodeBlock<PackedTexts>("atlas-texts").then((packed) => unpackTexts(packed, data.papers.title));
      return texts;
    },
    announce: (text) => {
      findElement("announcer").textContent = text;
    },
  };
  followTheme(base.state);
  mountThemeSwitch(base.state);
  connectSkips();
  linkStateToAddress(base.state, data);
  const atlas: Atlas = { ...base, map: createMap(base) };
  requestAnimationFrame(() => performance.mark("first-picture"));
  // For the browser's console, and for the tests.
  Object.assign(window, { atlas });
  document.documentElement.dataset.state = "drawn";
  mountPanels(atlas);
  document.documentElement.dataset.state = "ready";
}

start().catch((error: unknown) => {
  const text = `This page could not be drawn: ${error instanceof Error ? error.message : String(error)}.`;
  findElement("map").append(createElement("p", { class: "failure", role: "alert" }, text));
  throw error;
});
