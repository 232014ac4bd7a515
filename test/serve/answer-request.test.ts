import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unpackColumns } from "../../pipeline/atlas/pack-columns.ts";
import { type PackedDetails, unpackDetails, unpackNames } from "../../pipeline/atlas/pack-details.ts";
import { type PackedTexts, unpackTexts } from "../../pipeline/atlas/pack-texts.ts";
import type { ServedAnswer, ServedTerms } from "../../pipeline/atlas/served-page.ts";
import { UserError } from "../../pipeline/error.ts";
import { answerRequest } from "../../pipeline/serve/answer-request.ts";
import { createServedAtlas } from "../../pipeline/serve/served-atlas.ts";
import type { ServerResponse } from "../../pipeline/serve/server-response.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { createMeaningRanker } from "./sample-ranker.ts";

const HOST = "127.0.0.1:4000";
const VERSION = "00ff";
const content = sampleAtlas({ papers: 60, topics: 5, texts: HOSTILE_TEXTS });
const ranker = createMeaningRanker(content.data, new Map([["owls", [7, 3]]]));
const atlas = createServedAtlas({ version: VERSION, ...content, script: "run()", ranker }, 0);

type Asked = { method?: string; headers?: Record<string, string> };

function ask(url: string, { method = "GET", headers = {} }: Asked = {}): Promise<ServerResponse> {
  const request = { method, url, headers: { host: HOST, ...headers } };
  return answerRequest(request, [HOST, "localhost:4000"], { read: async () => atlas });
}

const readText = ({ body, headers }: ServerResponse) =>
  (headers["content-encoding"] === "gzip" ? gunzipSync(body) : Buffer.from(body)).toString();
const readError = (response: ServerResponse) => [
  response.status,
  (JSON.parse(readText(response)) as { error: string }).error,
];

describe("answerRequest", () => {
  it.each([
    ["of another name, turned to this machine", { host: "evil.example:4000" }, "Host: evil.example:4000: only"],
    ["of another port", { host: "127.0.0.1:80" }, "Host: 127.0.0.1:80: only"],
    ["of no name", { host: "" }, "Host: none: only"],
    ["with more behind the name", { host: `${HOST}.evil.example` }, "Host: 127.0.0.1:4000.evil.example: only"],
    ["from another site", { origin: "https://evil.example" }, "Origin: https://evil.example: only"],
    ["from a hidden site", { origin: "null" }, "Origin: null: only"],
    ["from another server of this machine", { origin: "http://127.0.0.1:8888" }, "Origin: http://127.0.0.1:8888: only"],
    [
      "of another site's script",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
      "Sec-Fetch-Site",
    ],
    [
      "of another site's frame",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
      "Sec-Fetch-Site",
    ],
    [
      "of another port's page",
      { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
      "Sec-Fetch-Site",
    ],
  ])("refuses a request %s, whatever it asks", async (_what, headers, reason) => {
    for (const url of ["/", `/search?version=${VERSION}&q=owls`, "/none"]) {
      const [status, error] = readError(await ask(url, { headers }));
      expect([status, String(error).startsWith(reason)]).toEqual([403, true]);
    }
  });

  it("answers the page's own requests, an address that was typed, and a link on another site", async () => {
    const all: Record<string, string>[] = [
      {},
      { host: "localhost:4000" },
      { origin: `http://${HOST}`, "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ];
    for (const headers of all) expect((await ask("/", { headers })).status).toBe(200);
  });

  it.each(["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])("refuses %s", async (method) => {
    const response = await ask("/", { method });
    expect([response.status, response.headers.allow]).toEqual([405, "GET"]);
  });

  it.each([
    "/../../etc/passwd",
    "/%2e%2e/etc/passwd",
    "//evil.example/",
    "/atlas.duckdb",
    "/texts/",
    "/Search",
    "/constructor",
    "",
    "http://evil.example/",
    "*",
  ])("has nothing at %j", async (url) => {
    expect(readError(await ask(url))).toEqual([404, "nothing stands here: the page is at /"]);
  });

  it("gives the page with a policy of its own, and says that nothing changed to who has it", async () => {
    const page = await ask("/", { headers: { "accept-encoding": "gzip, br" } });
    const html = readText(page);
    expect(html).toContain("connect-src 'self'");
    expect(html).toContain(`id="atlas-server">{"version":"${VERSION}","holdsTexts":false}`);
    expect(html).not.toContain("atlas-texts");
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "content-security-policy": "frame-ancestors 'none'",
    });
    const again = await ask("/", { headers: { "if-none-match": page.headers.etag! } });
    expect([again.status, again.body]).toEqual([304, ""]);
    expect(readText(await ask("/", { headers: { "accept-encoding": "gzip;q=0" } })) === html).toBe(true);
  });

  it("gives the long texts of the rows asked for, as they are", async () => {
    const response = await ask(`/texts?version=${VERSION}&rows=3,0-2`);
    const titles = [3, 0, 1, 2].map((row) => content.data.papers.title[row]!);
    const read = unpackTexts(unpackColumns<PackedTexts>(readText(response)), titles);
    const pick = <Part>(list: readonly Part[]) => [3, 0, 1, 2].map((row) => list[row]!);
    const { abstract, terms, sentences, details } = content.texts;
    expect(read).toEqual({
      abstract: pick(abstract),
      terms: pick(terms),
      sentences: pick(sentences),
      details: pick(details),
    });
    expect(response.headers).toMatchObject({
      "cache-control": "no-store",
      "content-type": "application/json; charset=utf-8",
    });
  });

  it("gives the terms and details of all papers", async () => {
    const terms = unpackNames(unpackColumns<ServedTerms>(readText(await ask(`/terms?version=${VERSION}`))));
    expect(terms).toEqual(content.texts.terms.map((list) => list.map(({ term }) => term)));
    const details = unpackColumns<PackedDetails>(readText(await ask(`/details?version=${VERSION}`)));
    expect(unpackDetails(details, 60)).toEqual(content.texts.details);
  });

  it("gives every paper in the order of a question, with its score", async () => {
    const answer = unpackColumns<ServedAnswer>(readText(await ask(`/search?version=${VERSION}&q=owls`)));
    expect(answer).toMatchObject({ found_by: "meaning and words", note: null });
    expect([...answer.rows.subarray(0, 3)]).toEqual([7, 3, 0]);
    expect(answer.rows).toHaveLength(60);
    expect([...answer.scores.subarray(0, 3)]).toEqual([400, 400, -100]);
  });

  it.each([...HOSTILE_TEXTS, "'; DROP TABLE papers; --", "\u0000\u001b[2J", "%", "q".repeat(1000)])(
    "takes any question of up to 1,000 characters: %j",
    async (question) => {
      const response = await ask(`/search?${new URLSearchParams({ version: VERSION, q: question })}`);
      expect(response.status).toBe(question.length <= 1000 ? 200 : 400);
    },
  );

  it("refuses a longer question with both numbers, and one that cannot be asked with the reason", async () => {
    expect(readError(await ask(`/search?version=${VERSION}&q=${"a".repeat(1001)}`))).toEqual([
      400,
      "q: 1001 characters, at most 1000",
    ]);
    const rank = async () => {
      throw new UserError("question: has no word. <script>");
    };
    const strict = createServedAtlas({ version: VERSION, ...content, script: "", ranker: { ...ranker, rank } });
    const request = { method: "GET", url: `/search?version=${VERSION}&q=?`, headers: { host: HOST } };
    const response = await answerRequest(request, [HOST], { read: async () => strict });
    expect(readError(response)).toEqual([400, "question: has no word. <script>"]);
    expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
  });

  it("refuses rows that there are not", async () => {
    for (const rows of ["", "60", "0-60", "-1", "a"])
      expect(readError(await ask(`/texts?version=${VERSION}&rows=${rows}`))).toEqual([
        400,
        "rows: must be 1 to 400 numbers from 0 to 59, such as 3,7,10-20",
      ]);
  });

  it("tells a page of an older result that there is a newer", async () => {
    for (const url of ["/search?q=owls", "/texts?rows=0&version=11", "/terms?version=", "/details"]) {
      const response = await ask(url);
      expect([response.status, JSON.parse(readText(response))]).toEqual([
        409,
        expect.objectContaining({ isNewer: true }),
      ]);
    }
  });
});
