import { CHUNK_RECEIVER, locateChunk } from "../../chunk-format.ts";
import { decodePacked } from "../decode.ts";
import { SourceFailure, type SourceState } from "../source-state.ts";
import { createStore, type Store } from "../store.ts";

/** Reads the files beside the page. */
export type ChunkLoader = {
  state: Store<SourceState>;
  /** Returns what a chunk holds. Throws a `SourceFailure` where it is not there, or is not what its name says. */
  load<Tree>(name: string): Promise<Tree>;
};

/** Chunks that are read at once. */
const MOST_AT_ONCE = 6;

/** Returns the loader of a page. Chunks are scripts: a page that was opened from a disk may read nothing else. */
export function createChunkLoader(): ChunkLoader {
  const state = createStore<SourceState>({ failure: null, canReload: false });
  const asked = new Set<string>();
  const received = new Map<string, string>();
  const waiting: (() => void)[] = [];
  let running = 0;

  Object.assign(window, {
    [CHUNK_RECEIVER]: (name: unknown, content: unknown) => {
      if (asked.has(name as string) && typeof content === "string") received.set(name as string, content);
    },
  });

  function fail(path: string, what: string): never {
    state.update({
      failure: `${path} ${what}: abstracts, reasons and neighbours are missing. Keep the folder atlas-data beside the page; where a newer run has made both anew, reload.`,
      canReload: true,
    });
    throw new SourceFailure(path);
  }

  async function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running === MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  async function read<Tree>(name: string): Promise<Tree> {
    const path = locateChunk(name);
    asked.add(name);
    await runScript(path).catch(() => fail(path, "is not there"));
    const content = received.get(name);
    received.delete(name);
    if (content === undefined) fail(path, "is of another page");
    const tree = await decodePacked<Tree>(content).catch(() => fail(path, "is damaged"));
    state.update({ failure: null, canReload: false });
    return tree;
  }

  return { state, load: (name) => takeTurn(() => read(name)) };
}

function runScript(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const end = (settle: () => void) => () => {
      script.remove();
      settle();
    };
    script.addEventListener("load", end(resolve));
    script.addEventListener("error", end(reject));
    script.src = path;
    document.head.append(script);
  });
}
