import { unpackColumns } from "../pack-columns.ts";
import type { ServedError, ServedPage } from "../served-page.ts";
import { createStore, type Store } from "./store.ts";

/** Why the server gives no answers, as a sentence; null while it does. `isNewer`: it has a newer result than the page shows. */
export type ServerState = { failure: string | null; isNewer: boolean };

/** The server that gave the page out. */
export type AtlasServer = {
  state: Store<ServerState>;
  /** Returns what stands at an address. Throws a `ServerFailure`, or an AbortError once `signal` says so. */
  ask<Answer>(address: string, query?: Record<string, string>, signal?: AbortSignal): Promise<Answer>;
};

/** The server gave no answer; why stands in its `state`. */
export class ServerFailure extends Error {
  override name = "ServerFailure";
}

const HAS_ENDED =
  "The server has ended: answers by meaning, and texts that have not come yet, are missing. Start topic-atlas serve again, and open the address it prints.";
const IS_NEWER = "The papers were processed anew since this page was opened.";

/** Returns the server of a page. */
export function connectServer({ version }: ServedPage): AtlasServer {
  const state = createStore<ServerState>({ failure: null, isNewer: false });

  function fail(failure: string, isNewer = false): never {
    state.update({ failure, isNewer });
    throw new ServerFailure(failure);
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
      state.update({ failure: null, isNewer: false });
      return unpackColumns<Answer>(text);
    },
  };
}

/** Passes over a failure of the server, which its `state` tells; throws any other. */
export function passServerFailure(error: unknown): void {
  if (!(error instanceof ServerFailure)) throw error;
}

function readRefusal(text: string): Partial<ServedError> {
  try {
    return JSON.parse(text) as ServedError;
  } catch {
    return {};
  }
}
