import { ADDRESSES, LONGEST_QUESTION, MOST_ROWS, readRows } from "../atlas/served-page.ts";
import { UserError } from "../error.ts";
import { packResponse } from "./big-content.ts";
import { refuseRequest } from "./refuse-request.ts";
import type { ServedAtlas } from "./served-atlas.ts";
import { refuse, respondWithJson, type ServerRequest, type ServerResponse } from "./server-response.ts";

/** Where the newest result comes from. */
export type AtlasSource = { read(): Promise<ServedAtlas> };

/**
 * Returns the answer to a request, whatever was asked; `hosts` are the names this server goes by. There is one page and what it may ask; no part of a
 * request names a file.
 */
export async function answerRequest(
  request: ServerRequest,
  hosts: readonly string[],
  source: AtlasSource,
): Promise<ServerResponse> {
  const refusal = refuseRequest(request, hosts);
  if (refusal) return refusal;
  const [path = "", query = ""] = request.url.split(/\?(.*)/s);
  const asked = Object.values(ADDRESSES).find((address) => address === path);
  if (asked === undefined) return refuse(404, { error: `nothing stands here: the page is at ${ADDRESSES.page}` });
  const atlas = await source.read();
  if (asked === ADDRESSES.page) return atlas.page.answer(request);
  return packResponse(request, await answerQuery(request, asked, new URLSearchParams(query), atlas));
}

async function answerQuery(
  request: ServerRequest,
  asked: Exclude<(typeof ADDRESSES)[keyof typeof ADDRESSES], "/">,
  query: URLSearchParams,
  atlas: ServedAtlas,
): Promise<ServerResponse> {
  if (query.get("version") !== atlas.version)
    return refuse(409, { error: "version: not that of the newest result. Open the page again.", isNewer: true });
  switch (asked) {
    case ADDRESSES.terms:
      return atlas.terms.answer(request);
    case ADDRESSES.details:
      return atlas.details.answer(request);
    case ADDRESSES.texts: {
      const rows = readRows(query.get("rows") ?? "", atlas.papers);
      if (rows) return respondWithJson(atlas.writeTexts(rows));
      const last = atlas.papers - 1;
      return refuse(400, { error: `rows: must be 1 to ${MOST_ROWS} numbers from 0 to ${last}, such as 3,7,10-20` });
    }
    case ADDRESSES.search:
      return answerQuestion(query.get("q") ?? "", atlas);
  }
}

async function answerQuestion(question: string, atlas: ServedAtlas): Promise<ServerResponse> {
  if (question.length > LONGEST_QUESTION)
    return refuse(400, { error: `q: ${question.length} characters, at most ${LONGEST_QUESTION}` });
  try {
    return respondWithJson(await atlas.writeAnswer(question));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refuse(400, { error: error.message });
  }
}
