import type { ServedError } from "../atlas/served-page.ts";

/** What was asked of the server. */
export type ServerRequest = {
  method: string;
  /** Path and query, as they came. */
  url: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** What the server answers. */
export type ServerResponse = { status: number; headers: Record<string, string>; body: string | Uint8Array };

/** Headers of every answer: nothing of it may be kept, framed, read by another site, or taken for another type than it says. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/** Returns an answer of JSON, given as text. */
export function respondWithJson(json: string, status = 200, headers: Record<string, string> = {}): ServerResponse {
  return {
    status,
    headers: { ...SAFE_HEADERS, "content-type": "application/json; charset=utf-8", ...headers },
    body: json,
  };
}

/** Returns an answer that says what is wrong. */
export function refuse(status: number, error: ServedError, headers: Record<string, string> = {}): ServerResponse {
  return respondWithJson(JSON.stringify(error), status, headers);
}
