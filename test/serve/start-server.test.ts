import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { createServedAtlas } from "../../pipeline/serve/served-atlas.ts";
import { type RunningServer, startServer } from "../../pipeline/serve/start-server.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { createMeaningRanker } from "./sample-ranker.ts";

const content = sampleAtlas({ papers: 20, topics: 3 });
const ranker = createMeaningRanker(content.data, new Map());
const atlas = createServedAtlas({ version: "1", ...content, script: "run()", ranker });
const warnings: string[] = [];
const log = { warn: (message: string) => void warnings.push(message) };
let server: RunningServer;
let port: number;

beforeAll(async () => {
  server = await startServer({ read: async () => atlas }, 0, log);
  port = Number(new URL(server.url).port);
});
afterAll(() => server.close());

/** Returns all that the server sends for bytes, until it hangs up. */
function send(text: string): Promise<string> {
  return new Promise((settle, fail) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (part) => {
      answer += part;
    });
    socket.on("close", () => settle(answer));
    socket.on("error", fail);
  });
}

const request = (lines: string) => send(`${lines}\r\nConnection: close\r\n\r\n`);

describe("startServer", () => {
  it("listens on this machine's own address alone, and gives the page", async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const response = await fetch(server.url);
    expect([response.status, response.headers.get("content-encoding")]).toEqual([200, "gzip"]);
    expect(await response.text()).toContain("<title>Topic atlas: 20 papers in 3 topics");
  });

  it("answers no other name, no other method, and no path but its own, with what is wrong as JSON", async () => {
    expect(await request("GET / HTTP/1.1\r\nHost: evil.example")).toMatch(
      /^HTTP\/1.1 403 .*"error":"Host: evil\.example/s,
    );
    expect(await request(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 3`)).toMatch(/^HTTP\/1.1 405 /);
    expect(await request(`GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1:${port}`)).toMatch(/^HTTP\/1.1 404 /);
    expect(await request(`GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:${port}`)).toMatch(/^HTTP\/1.1 404 /);
  });

  it("refuses a question of 100,000 characters, and what is no HTTP", async () => {
    const long = await request(`GET /search?q=${"a".repeat(100_000)} HTTP/1.1\r\nHost: 127.0.0.1:${port}`);
    expect(long).toMatch(/^HTTP\/1.1 431 .*"error":"request: more than 32768 bytes"/s);
    expect(await send("\u0000\u0001 hello\r\n\r\n")).toMatch(/^HTTP\/1.1 400 .*"error":"request: cannot be read"/s);
  });

  it("names the port that cannot be had", async () => {
    const start = startServer({ read: async () => atlas }, port, log);
    await expect(start).rejects.toThrow(UserError);
    await expect(start).rejects.toThrow(`--port ${port}: cannot be had: `);
  });

  it("says that it has a bug where it has one, and tells its own log which", async () => {
    const broken = await startServer({ read: () => Promise.reject(new Error("no rows")) }, 0, log);
    const response = await fetch(broken.url);
    expect([response.status, await response.json()]).toEqual([500, { error: "a bug: see what the server printed" }]);
    expect(warnings).toEqual(["/: no rows"]);
    await broken.close();
  });

  it("ends at once, also while an answer is awaited", async () => {
    let askedFor = () => {};
    const asked = new Promise<void>((settle) => {
      askedFor = settle;
    });
    const slow = await startServer(
      {
        read: () => {
          askedFor();
          return new Promise(() => {});
        },
      },
      0,
      log,
    );
    const answer = fetch(slow.url).catch((error: Error) => error.name);
    await asked;
    await slow.close();
    expect(await answer).toBe("TypeError");
  });
});
