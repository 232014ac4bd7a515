import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { connectToServer, TooLongError } from "../../pipeline/embedding/embedding-server.ts";
import { readServerAddress } from "../../pipeline/embedding/server-address.ts";
import { UserError } from "../../pipeline/error.ts";

type Request = { path: string; authorization: string | undefined; body: { model: string; input: string[] } };
type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

const KEY = "sk-secret";
let server: Server | undefined;

afterEach(() => void server?.close());

/** A server on this machine that answers as told; the last answer is for all further requests. */
async function serve(...answers: ((request: Request) => Answer)[]) {
  const requests: Request[] = [];
  const opened = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part) => parts.push(part));
    incoming.on("end", () => {
      const { authorization } = incoming.headers;
      requests.push({ path: incoming.url!, authorization, body: JSON.parse(Buffer.concat(parts).toString()) });
      const answer = answers[Math.min(requests.length, answers.length) - 1]!(requests.at(-1)!);
      outgoing.writeHead(answer.status ?? 200, answer.headers);
      outgoing.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
    });
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(opened.address() as AddressInfo).port}/v1`;
  const waits: number[] = [];
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  const now = () => Date.parse("2026-01-01T00:00:00Z");
  return { requests, waits, url, connect: (key?: string) => connectToServer({ url, model: "m", key }, { wait, now }) };
}

/** Answers each text by its length, in turned order. */
const good = ({ body }: Request): Answer => ({
  body: { data: body.input.map((text, index) => ({ index, embedding: [text.length, 1] })).reverse() },
});
const failing =
  (status: number, body = "busy", headers?: Record<string, string>) =>
  () => ({ status, body, headers });

describe("connectToServer", () => {
  it("sends texts and model, and gives the vectors by their index", async () => {
    const { connect, requests } = await serve(good);
    expect(await connect(KEY).ask(["a", "bbb"])).toEqual([Float32Array.of(1, 1), Float32Array.of(3, 1)]);
    expect(requests).toEqual([
      {
        path: "/v1/embeddings",
        authorization: `Bearer ${KEY}`,
        body: { model: "m", input: ["a", "bbb"], encoding_format: "float" },
      },
    ]);
  });

  it("sends no key where there is none, and reads numbers in base64", async () => {
    const bytes = Buffer.from(Float32Array.of(0.5, -2).buffer).toString("base64");
    const { connect, requests } = await serve(() => ({ body: { data: [{ index: 0, embedding: bytes }] } }));
    expect(await connect().ask(["a"])).toEqual([Float32Array.of(0.5, -2)]);
    expect(requests[0]!.authorization).toBeUndefined();
  });

  it("asks again after a failure that may pass, later each time", async () => {
    const { connect, waits } = await serve(failing(503), failing(429), failing(500), good);
    expect(await connect().ask(["a"])).toHaveLength(1);
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it.each([
    ["2", 2000],
    ["Thu, 01 Jan 2026 00:00:07 GMT", 7000],
  ])("waits as long as the server asks: %s", async (header, wanted) => {
    const { connect, waits } = await serve(failing(429, "", { "Retry-After": header }), good);
    await connect().ask(["a"]);
    expect(waits).toEqual([wanted]);
  });

  it.each<[string, () => Answer, RegExp]>([
    ["that never recovers", failing(503), /answered 503: busy, after 7 tries\. Vectors that were made are kept/],
    ["that asks for an hour", failing(429, "", { "Retry-After": "3600" }), /asks to come back in 3600 s/],
    [
      "that does not take the key",
      failing(401, `no such key: ${KEY}`),
      /no such key: \*\*\*\. It does not take the key/,
    ],
    [
      "without the model",
      failing(404, "no model"),
      /answered 404: no model\. Check the address.*names a model there: m/,
    ],
    ["that sends elsewhere", failing(302, "", { Location: "http://127.0.0.1:9/" }), /no answer: .*redirect/],
    ["that answers no JSON", () => ({ body: "<html>" }), /its answer is no JSON/],
    ["of another kind", () => ({ body: { vectors: [] } }), /not one of \/v1\/embeddings/],
    ["that leaves out a text", () => ({ body: { data: [] } }), /has 0 vectors for 1 texts/],
    ["that numbers wrongly", () => ({ body: { data: [{ index: 1, embedding: [1] }] } }), /the index 1 for 1 texts/],
    ["with a hole", () => ({ body: { data: [{ index: 0, embedding: [null] }] } }), /not one of/],
  ])("says what is wrong with a server %s, without the key", async (_, answer, message) => {
    const { connect } = await serve(answer);
    const error = await connect(KEY)
      .ask(["a"])
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain(KEY);
  });

  it("says that nothing listens at the address", async () => {
    const waits: number[] = [];
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    const closed = connectToServer({ url: "http://127.0.0.1:9", model: "m", key: undefined }, { wait });
    await expect(closed.ask(["a"])).rejects.toThrow(/no answer: .*after 7 tries/);
    expect(waits).toHaveLength(6);
  });

  it("tells a text that is too long from another failure", async () => {
    const { connect } = await serve(failing(500, "input is too large to process. increase the physical batch size"));
    await expect(connect().ask(["a"])).rejects.toThrow(TooLongError);
  });
});

describe("readServerAddress", () => {
  it.each([
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/embeddings"],
    ["http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1/embeddings"],
    ["https://host/api/v1/embeddings", "https://host/api/v1/embeddings"],
    ["https://host/api", "https://host/api/v1/embeddings"],
  ])("reads %s", (url, wanted) => {
    expect(readServerAddress(url)).toBe(wanted);
  });

  it.each(["nonsense", "file:///etc/passwd", "http://me:word@host", "http://host/v1?key=sk-secret"])(
    "refuses %s, and does not repeat it",
    (url) => {
      expect(() => readServerAddress(url)).toThrow(UserError);
      expect(() => readServerAddress(url)).not.toThrow(url);
    },
  );
});
