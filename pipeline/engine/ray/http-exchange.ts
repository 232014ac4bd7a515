import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";

/** What is sent. `seconds`: how long the other side may be silent. */
export type HttpRequest = {
  method: string;
  headers: Record<string, string>;
  body?: Uint8Array | string;
  seconds: number;
};

export type HttpAnswer = { status: number; body: Buffer };

/**
 * Sends a request and returns the whole answer; one that breaks off is an error. Not fetch: it names itself a browser, and Ray takes no file
 * from one. Redirects are not followed, so that credentials go to the address alone.
 */
export function exchange(url: URL, { method, headers, body, seconds }: HttpRequest): Promise<HttpAnswer> {
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const sent = request(url, { method, headers: { ...headers, ...length }, timeout: seconds * 1000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer in ${seconds} s`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
