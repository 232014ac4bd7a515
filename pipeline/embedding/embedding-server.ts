import { setTimeout as wait } from "node:timers/promises";
import { describeError, UserError } from "../error.ts";
import { toPrintableLine } from "../text/printable.ts";
import { readEmbeddings } from "./read-embeddings.ts";
import { KEY_VARIABLE, readServerAddress } from "./server-address.ts";

/** How a server is reached: its address, the name of the model there, and the key where it wants one. */
export type ServerSettings = { url: string; model: string; key: string | undefined };

/** What a test replaces: the network and the clock. */
export type ServerEffects = {
  fetch: typeof fetch;
  wait: (milliseconds: number) => Promise<unknown>;
  now: () => number;
};

/** A server that takes texts and gives their vectors, in their order. Throws a TooLongError where it says that a text is too long. */
export type EmbeddingServer = { ask(texts: readonly string[]): Promise<Float32Array[]> };

/** The server says that a text is longer than it takes. */
export class TooLongError extends Error {}

const TRIES = 7;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A server that wants a longer pause than this is not waited for. */
const LONGEST_ASKED_WAIT = 120_000;
const TIMEOUT = 120_000;
const MOST_OF_AN_ANSWER = 200;

const TOO_LONG = /too (long|large)|context (length|size)|max(imum)?[ _](length|tokens|context|model)|exceed/i;

/**
 * Connects to a server that speaks as OpenAI's /v1/embeddings. A request that fails for a while (429, 408, 5xx, no connection, no answer) is
 * made again, later each time, or when the server says. Throws a UserError where that does not help; no message holds the key.
 */
export function connectToServer(
  { url, model, key }: ServerSettings,
  effects: Partial<ServerEffects> = {},
): EmbeddingServer {
  const { fetch: request = fetch, wait: pause = wait, now = Date.now } = effects;
  const address = readServerAddress(url);
  const hide = (text: string) => toPrintableLine(key ? text.replaceAll(key, "***") : text).slice(0, MOST_OF_AN_ANSWER);
  const fail = (message: string) => new UserError(`--embedder ${url}: ${message}`);

  async function send(body: string): Promise<{ status: number; text: string; retryAfter: string | null }> {
    const response = await request(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) },
      body,
      // Another place would get the texts, and perhaps the key.
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return { status: response.status, text: await response.text(), retryAfter: response.headers.get("Retry-After") };
  }

  async function ask(texts: readonly string[]): Promise<Float32Array[]> {
    const body = JSON.stringify({ model, input: texts, encoding_format: "float" });
    let last = "";
    for (let attempt = 0; attempt < TRIES; attempt++) {
      let asked: number | null = null;
      try {
        const { status, text, retryAfter } = await send(body);
        if (status >= 200 && status < 300) {
          const vectors = readEmbeddings(text, texts.length);
          if (typeof vectors === "string") throw fail(vectors);
          return vectors;
        }
        last = `answered ${status}: ${hide(text)}`;
        if ((status === 400 || status === 413 || status === 422 || status === 500) && TOO_LONG.test(text))
          throw new TooLongError(`--embedder ${url}: ${last}`);
        if (status === 401 || status === 403)
          throw fail(`${last}. ${key ? "It does not take the key" : "It wants a key: set"} ${KEY_VARIABLE}.`);
        if (status < 500 && status !== 429 && status !== 408)
          throw fail(`${last}. Check the address, and that --embedder-model names a model there: ${model}`);
        asked = readPause(retryAfter, now());
      } catch (error) {
        if (error instanceof UserError || error instanceof TooLongError) throw error;
        last = `no answer: ${hide(describeFailure(error))}`;
      }
      if (asked !== null && asked > LONGEST_ASKED_WAIT)
        throw fail(`${last}. It asks to come back in ${Math.round(asked / 1000)} s.`);
      if (attempt < TRIES - 1) await pause(asked ?? Math.min(FIRST_WAIT << attempt, LONGEST_WAIT));
    }
    throw fail(`${last}, after ${TRIES} tries. Vectors that were made are kept: run again.`);
  }

  return { ask };
}

function describeFailure(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause;
  return cause === undefined ? describeError(error) : `${describeError(error)} (${describeError(cause)})`;
}

/** Returns the milliseconds that a Retry-After header asks for: seconds, or a date; null where there is none. */
function readPause(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (header.trim() !== "" && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
