import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { SAFE_HEADERS, type ServerRequest, type ServerResponse } from "./server-response.ts";

const compress = promisify(gzip);
/** Much of it is packed already, and it does not go far. */
const LEVEL = 1;

/** Something large that is asked for again and again: made, hashed and compressed once. */
export type BigContent = {
  /** Makes it, so that nobody waits for it. */
  prepare(): void;
  /** Answers with it; a browser that has it already is told that nothing changed. */
  answer(request: ServerRequest): Promise<ServerResponse>;
};

/** Returns content; `make` is called when it is first needed. */
export function createBigContent(type: string, make: () => string, headers: Record<string, string> = {}): BigContent {
  type Made = { bytes: Buffer; packed: Promise<Buffer>; etag: string };
  let made: Made | null = null;

  function read(): Made {
    if (!made) {
      const bytes = Buffer.from(make());
      const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}"`;
      made = { bytes, packed: compress(bytes, { level: LEVEL }), etag };
    }
    return made;
  }

  return {
    prepare: () => void read(),
    async answer(request) {
      const { bytes, packed, etag } = read();
      const common = {
        ...SAFE_HEADERS,
        "content-type": type,
        "cache-control": "private, no-cache",
        etag,
        vary: "accept-encoding",
        ...headers,
      };
      if (request.headers["if-none-match"] === etag) return { status: 304, headers: common, body: "" };
      if (!takesGzip(request)) return { status: 200, headers: common, body: bytes };
      return { status: 200, headers: { ...common, "content-encoding": "gzip" }, body: await packed };
    },
  };
}

/** Below this many bytes packing costs more than it saves. */
const LEAST_PACKED = 1400;

/** Returns an answer packed where that pays and the asker can unpack it. */
export async function packResponse(request: ServerRequest, response: ServerResponse): Promise<ServerResponse> {
  if (response.body.length < LEAST_PACKED || response.headers["content-encoding"] || !takesGzip(request))
    return response;
  return {
    ...response,
    headers: { ...response.headers, "content-encoding": "gzip", vary: "accept-encoding" },
    body: await compress(response.body, { level: LEVEL }),
  };
}

function takesGzip({ headers }: ServerRequest): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(headers["accept-encoding"] ?? ""));
}
