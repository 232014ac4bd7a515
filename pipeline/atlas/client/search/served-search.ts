import { ADDRESSES, LONGEST_QUESTION, type ServedAnswer } from "../../served-page.ts";
import type { AtlasServer } from "../atlas-server.ts";
import { passSourceFailure } from "../source-state.ts";

/** A question to the server: its answer, null where there is none. `refusal`: why it was not asked. */
export type ServedQuestion = {
  question: string;
  isAsking: boolean;
  answer: ServedAnswer | null;
  refusal: string | null;
};

/** Asks the server while the reader types. */
export type ServedSearch = {
  /** Returns where a question stands. One that is new is asked once the reader pauses; the one before it is dropped. */
  follow(question: string): ServedQuestion;
  /** Drops what is being asked. */
  stop(): void;
};

/** How long the reader pauses before the server is asked. */
const PAUSE_MS = 180;

/** Returns a search whose answers come later; `tellAnswered` is called then. */
export function createServedSearch(server: AtlasServer, tellAnswered: () => void): ServedSearch {
  let current: ServedQuestion | null = null;
  let timer = 0;
  let request: AbortController | null = null;

  function stop(): void {
    window.clearTimeout(timer);
    request?.abort();
    request = null;
    current = null;
  }

  async function ask(asked: ServedQuestion): Promise<void> {
    const mine = new AbortController();
    request = mine;
    try {
      const answer = await server.ask<ServedAnswer>(ADDRESSES.search, { q: asked.question }, mine.signal);
      if (current !== asked) return;
      current = { ...asked, isAsking: false, answer };
    } catch (error) {
      if (current !== asked) return;
      passSourceFailure(error);
      current = { ...asked, isAsking: false };
    }
    tellAnswered();
  }

  return {
    follow(query) {
      const question = query.trim();
      if (current?.question === question) return current;
      stop();
      const asked: ServedQuestion = { question, isAsking: true, answer: null, refusal: null };
      if (question.length > LONGEST_QUESTION) {
        const refusal = `by words alone: a question by meaning has at most ${LONGEST_QUESTION} characters, this one ${question.length}`;
        current = { ...asked, isAsking: false, refusal };
        return current;
      }
      current = asked;
      timer = window.setTimeout(() => void ask(asked), PAUSE_MS);
      return asked;
    },
    stop,
  };
}
