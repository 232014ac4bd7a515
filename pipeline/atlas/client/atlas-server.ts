import { unpackColumns } from "../pack-columns.ts";
import type { ServedError, ServedPage } from "../served-page.ts";
import { SourceFailure, type SourceState } from "./source-state.ts";
import { createStore, type Store } from "./store.ts";

/** The server that gave the page out. */
export type AtlasServer = {
  state: Store<SourceState>;
  /** Returns what stands at an address. Throws a `SourceFailure`, or an AbortError once `signal` says so. */
  ask<Answer>(address: string, query?: Record<string, string>, signal?: AbortSignal): Promise<Answer>;
};

const HAS_ENDED =
  "The server has ended: answers by meaning, and texts that have not come yet, are missing. Start topic-atlas serve again, and open the address it prints.";
const IS_NEWER = "The papers were processed anew since this page was opened.";

/** Returns the server of a page. */
export function connectServer({ version }: ServedPage): AtlasServer {
  const state = createStore<SourceState>({ failure: null, canReload: false });

  function fail(failure: string, canReload = false): never {
    state.update({ failure, canReload });
    throw new SourceFailure(failure);
  }

  return {
    state,
    async ask<Answer>(address: string, query: Record<string, string> = {}, signal?: AbortSignal): Promise<Answer> {
      const response = await fetch(`${address}?${new URLSearchParams({ version, ...query })}`, {
        signal: signal ?? null,
      }).catch((error: unknown) => {
        if (signal?.aborted) throw error;
        return fail(HAS_ENDED);
      });
      const text = await response.text();
      if (!response.ok) {
        const { error, isNewer } = readRefusal(text);
        fail(isNewer ? IS_NEWER : `The server answers: ${error ?? response.status}`, isNewer);
      }
      state.update({ failure: null, canReload: false });
      return unpackColumns<Answer>(text);
    },
  };
}

function readRefusal(text: string): Partial<ServedError> {
  try {
    return JSON.parse(text) as ServedError;
  } catch {
    return {};
  }
}
