import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Feed, FeedReader, type Reading } from "./feed-reader.ts";

let daily: FeedReader;
let fresh: FeedReader;

beforeAll(async () => {
  daily = await FeedReader.open();
  fresh = await FeedReader.open();
});

afterAll(async () => {
  await daily.close();
  await fresh.close();
});

const paper = (name: string, more = "") => `{"title": "Title ${name}", "abstract": "Words of ${name}."${more}}\n`;
const vector = (name: string, numbers: string) => paper(name, `, "v": [${numbers}]`);
const bytes = (text: string) => new TextEncoder().encode(text);

/** What a file may hold, by its name: other contents of it are other days. */
const CONTENTS: Record<string, readonly (string | Uint8Array)[]> = {
  "a.jsonl": [vector("a", "1, 0"), vector("a", "1, 0, 0") + vector("b", "0, 1"), `${paper("a")}{"title": "x"}\n`],
  "b.jsonl": [vector("b", "0, 1"), "{broken", paper("b")],
  "c.csv": ['title,abstract,v\nC,Words of c.,"[1, 1]"\n', "Name,Text\nC,Words.\n", "title,abstract\nD,\n"],
  "d.zip": [
    zipSync({ "a.jsonl": bytes(vector("e", "3, 4")), "b.jsonl": bytes(paper("f")) }),
    zipSync({ "a.jsonl": bytes(vector("e", "3, 4")), "c.jsonl": bytes(vector("g", "1, 2, 3")) }),
    "no zip at all",
  ],
  "e.jsonl.gz": [gzipSync(vector("h", "1, 1")), gzipSync(paper("h")).subarray(0, 30)],
  "sub/f.jsonl": [vector("i", "2, 1"), vector("j", "0, 0") + vector("k", "1, 2")],
  "z.jsonl": [vector("z", "1, 2"), vector("z", "1, 2, 3")],
};

const NAMES = Object.keys(CONTENTS);

/** Sets a file to one of its contents, or takes it away. */
const change = fc.record({ name: fc.constantFrom(...NAMES), content: fc.option(fc.nat(2)) });

const steps = fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 });

function readFresh(feed: Feed, fields: Record<string, string>): Promise<Reading> {
  fresh.forget();
  return fresh.read(feed, fields);
}

async function settle(read: () => Promise<Reading>): Promise<Omit<Reading, "result"> | string> {
  try {
    const { result: _, ...rest } = await read();
    return rest;
  } catch (error) {
    return (error as Error).message.replaceAll(/\S*feed-reader-\w+/g, "");
  }
}

describe("reading a feed day by day", () => {
  it.each([
    ["", {}],
    [" with its vectors", { vectors: "v" }],
  ])(
    "gives the rows, lines and warnings of reading it at once%s, whatever is added, changed or taken out",
    async (_, fields) => {
      await fc.assert(
        fc.asyncProperty(steps, async (days) => {
          daily.forget();
          let feed: Feed = { "a.jsonl": CONTENTS["a.jsonl"]![0]! };
          await daily.read(feed, fields);
          for (const changes of days) {
            for (const { name, content } of changes) {
              const { [name]: gone, ...rest } = feed;
              const contents = CONTENTS[name]!;
              feed = content === null ? rest : { ...rest, [name]: contents[content % contents.length]! };
            }
            const once = await settle(() => readFresh(feed, fields));
            const again = await settle(() => daily.read(feed, fields));
            expect(again).toEqual(once);
          }
        }),
        { numRuns: 20 },
      );
    },
  );
});
