import type { AtlasData } from "../atlas-data.ts";
import { CHUNKS_BLOCK, type ChunkIndex } from "../chunk-format.ts";
import { SERVED_BLOCK, type ServedPage } from "../served-page.ts";
import type { Atlas, Matches } from "./atlas.ts";
import { buildIndex } from "./atlas-index.ts";
import { connectServer } from "./atlas-server.ts";
import { decodeBlock, hasBlock } from "./decode.ts";
import { createElement, findElement } from "./elements.ts";
import { createMap } from "./map/topic-map.ts";
import { linkStateToAddress } from "./navigation.ts";
import { mountPanels } from "./panels/panels.ts";
import { connectSkips } from "./skips.ts";
import { mountSourceNote } from "./source-note.ts";
import { createState } from "./state.ts";
import { createStore } from "./store.ts";
import { readChunkTexts } from "./texts/chunk-texts.ts";
import { createChunkLoader } from "./texts/load-chunk.ts";
import { createNearestSource } from "./texts/nearest-source.ts";
import { readPageTexts } from "./texts/page-texts.ts";
import { readServedTexts } from "./texts/served-texts.ts";
import { followTheme } from "./theme.ts";
import { mountThemeSwitch } from "./theme-switch.ts";
import { mountTimeline } from "./time/timeline.ts";

async function start(): Promise<void> {
  const data = await decodeBlock<AtlasData>("atlas-data");
  const served = hasBlock(SERVED_BLOCK) ? await decodeBlock<ServedPage>(SERVED_BLOCK) : null;
  const server = served && connectServer(served);
  const { title, nearest } = data.papers;
  const chunks = hasBlock(CHUNKS_BLOCK) ? await decodeBlock<ChunkIndex>(CHUNKS_BLOCK) : null;
  const loader = chunks && createChunkLoader();
  const texts =
    server && !served.holdsTexts
      ? readServedTexts(server, title)
      : loader
        ? readChunkTexts(chunks, loader, title)
        : readPageTexts(title);
  const base: Omit<Atlas, "map"> = {
    data,
    index: buildIndex(data),
    state: createState(),
    matches: createStore<Matches>({ shown: null, found: null }),
    texts,
    nearest: createNearestSource(nearest, texts),
    server,
    announce: (text) => {
      findElement("announcer").textContent = text;
    },
  };
  followTheme(base.state);
  const source = server ?? loader;
  if (source) mountSourceNote(source.state);
  mountThemeSwitch(base.state);
  connectSkips();
  linkStateToAddress(base.state, data);
  mountTimeline(base);
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
