import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { CHUNK_RECEIVER, locateChunk } from "../../pipeline/atlas/chunk-format.ts";
import { type Chunk, encodeChunk } from "../../pipeline/atlas/encode-chunk.ts";
import { unpackColumns } from "../../pipeline/atlas/pack-columns.ts";
import { type NameLists, type PackedDetails, unpackDetails, unpackNames } from "../../pipeline/atlas/pack-details.ts";
import { type PackedTexts, unpackTexts } from "../../pipeline/atlas/pack-texts.ts";
import type { TextBlock } from "../../pipeline/atlas/read-large-atlas.ts";
import { walkColumns } from "../../pipeline/atlas/sorted-columns.ts";
import { writeChunks } from "../../pipeline/atlas/write-chunks.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { sampleAtlas } from "./sample-atlas.ts";

/** Runs a chunk as the page does, and returns the name and the tree that it gives. */
function receive<Tree>(script: string): { name: string; tree: Tree } {
  let received: [string, string] | null = null;
  new Function(CHUNK_RECEIVER, script)((name: string, content: string) => {
    received = [name, content];
  });
  const [name, content] = received!;
  return { name, tree: unpackColumns(gunzipSync(Buffer.from(content, "base64")).toString()) };
}

describe("encodeChunk", () => {
  it("makes a script that gives its name and content to the page", async () => {
    const { name, script } = await encodeChunk({ a: Uint32Array.of(1, 2), b: ["é"] });
    const [, ownName, content] = /^receiveAtlasChunk\("([0-9a-f]{16})","([A-Za-z0-9+/=]+)"\);\n$/.exec(script)!;
    expect(ownName).toBe(name);
    expect(createHash("sha256").update(content!).digest("hex").slice(0, 16)).toBe(name);
    expect(receive(script)).toEqual({ name, tree: { a: Uint32Array.of(1, 2), b: ["é"] } });
  });

  it("lets no hostile text stand in the script", async () => {
    const { script } = await encodeChunk([...HOSTILE_TEXTS, '");alert(1);("', "</script>", "\u2028"]);
    expect(script).toMatch(/^receiveAtlasChunk\("[0-9a-f]{16}","[A-Za-z0-9+/=]+"\);\n$/);
  });

  it("gives the same content the same name, and another content another", async () => {
    expect(await encodeChunk(["a"])).toEqual(await encodeChunk(["a"]));
    expect((await encodeChunk(["a"])).name).not.toBe((await encodeChunk(["b"])).name);
  });
});

describe("locateChunk", () => {
  it("takes names of chunks alone", () => {
    expect(locateChunk("0123456789abcdef")).toBe("atlas-data/0123456789abcdef.js");
    for (const name of ["../0123456789abcdef", "0123456789ABCDEF", "0123456789abcde", "https://x/y", ""])
      expect(() => locateChunk(name)).toThrow("name of a chunk");
  });
});

describe("writeChunks", () => {
  const { data, texts } = sampleAtlas({ papers: 5, topics: 2, texts: HOSTILE_TEXTS });
  const nearest = data.papers.id.map((_, row) => ({ rows: [(row + 1) % 5, (row + 2) % 5], similarity: [9000, -50] }));

  async function* readBlocks(size: number): AsyncGenerator<TextBlock> {
    for (let first = 0; first < 5; first += size) {
      const cut = <Item>(list: readonly Item[]) => list.slice(first, first + size);
      yield {
        titles: cut(data.papers.title),
        texts: {
          abstract: cut(texts.abstract),
          terms: cut(texts.terms),
          sentences: cut(texts.sentences),
          details: cut(texts.details),
          nearest: cut(nearest),
        },
      };
    }
  }

  async function write() {
    const chunks: Chunk[] = [];
    const index = await writeChunks(readBlocks, async (chunk) => void chunks.push(chunk), 2);
    const read = <Tree>(name: string) => receive<Tree>(chunks.find((chunk) => chunk.name === name)!.script).tree;
    return { chunks, index, read };
  }

  it("puts so many papers into each, and the terms and details of all into one each", async () => {
    const { chunks, index, read } = await write();
    expect(index.papers).toBe(2);
    expect(index.texts).toHaveLength(3);
    expect(chunks).toHaveLength(5);
    const parts = index.texts.map((name, place) =>
      unpackTexts(read<PackedTexts>(name), data.papers.title.slice(2 * place, 2 * place + 2)),
    );
    expect(parts.flatMap(({ abstract }) => abstract)).toEqual(texts.abstract);
    expect(parts.flatMap(({ terms }) => terms)).toEqual(texts.terms);
    expect(parts.flatMap(({ sentences }) => sentences)).toEqual(texts.sentences);
    expect(parts.flatMap(({ details }) => details)).toEqual(texts.details);
    const near = parts.flatMap((part) => part.nearest!);
    expect(
      near.map(({ rows, similarity }) => ({ rows: [...Array.from(rows)], similarity: [...Array.from(similarity)] })),
    ).toEqual(nearest);
    expect(unpackNames(read<NameLists>(index.terms))).toEqual(
      texts.terms.map((terms) => terms.map(({ term }) => term)),
    );
    expect(unpackDetails(read<PackedDetails>(index.details), 5)).toEqual(texts.details);
  });

  it("makes the same of the same papers", async () => {
    expect((await write()).index).toEqual((await write()).index);
  });

  it("throws what a chunk could not be written for", async () => {
    const full = async () => {
      throw new Error("disk is full");
    };
    await expect(writeChunks(readBlocks, full, 1)).rejects.toThrow("disk is full");
  });
});

describe("walkColumns", () => {
  async function* batches() {
    yield { row: [0, 0, 2], word: ["a", "b", "c"] };
    yield { row: [] as number[], word: [] as string[] };
    yield { row: [2, 5], word: ["d", "e"] };
  }

  it("visits what lies below a row once, whatever the batches", async () => {
    const columns = walkColumns(batches());
    const visit = async (end: number) => {
      const seen: string[] = [];
      await columns.visitBelow(end, ({ word }, place) => seen.push(word[place]!));
      return seen.join("");
    };
    expect([await visit(1), await visit(2), await visit(3), await visit(5), await visit(9), await visit(9)]).toEqual([
      "ab",
      "",
      "cd",
      "",
      "e",
      "",
    ]);
  });
});
