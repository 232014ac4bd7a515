import { describe, expect, it } from "vitest";
import { followAtlas } from "../../pipeline/serve/follow-atlas.ts";
import type { ServedAtlas } from "../../pipeline/serve/served-atlas.ts";

/** A file whose result goes by the name of its signature, and a log of what is done with it. */
function createDisk(first: string) {
  const done: string[] = [];
  const disk = {
    signature: first as string | null,
    done,
    sign: async () => disk.signature,
    async load(signature: string) {
      done.push(`load ${signature}`);
      if (signature === "damaged") throw new Error("is damaged");
      return { version: signature, close: async () => void done.push(`close ${signature}`) } as ServedAtlas;
    },
    info: () => void done.push("info"),
    warn: (message: string) => void done.push(message),
  };
  return disk;
}

describe("followAtlas", () => {
  it("reads a result once, and anew when a run replaced it, for all who ask meanwhile", async () => {
    const disk = createDisk("a");
    const source = await followAtlas(disk, disk);
    await source.read();
    disk.signature = "b";
    const read = await Promise.all([source.read(), source.read(), source.read()]);
    expect(read.map(({ version }) => version)).toEqual(["b", "b", "b"]);
    expect(disk.done).toEqual(["load a", "load b", "info", "close a"]);
  });

  it("keeps the last good result while the file is away, and when the new one cannot be read, told once", async () => {
    const disk = createDisk("a");
    const source = await followAtlas(disk, disk);
    disk.signature = null;
    expect((await source.read()).version).toBe("a");
    disk.signature = "damaged";
    expect((await source.read()).version).toBe("a");
    expect((await source.read()).version).toBe("a");
    disk.signature = "c";
    expect((await source.read()).version).toBe("c");
    expect(disk.done).toEqual([
      "load a",
      "load damaged",
      "The newer result cannot be read, the last good one stays: is damaged",
      "load c",
      "info",
      "close a",
    ]);
  });

  it("throws where the first cannot be read", async () => {
    const disk = createDisk("damaged");
    await expect(followAtlas(disk, disk)).rejects.toThrow("is damaged");
  });
});
