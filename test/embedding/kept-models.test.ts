import { describe, expect, it } from "vitest";
import type { Embedder, EmbedderSource, ModelSettings } from "../../pipeline/embedding/embedder.ts";
import { KeptModels } from "../../pipeline/embedding/kept-models.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createFakeEmbedder, sourceOf } from "./fake-embedder.ts";

const SETTINGS: ModelSettings = { model: "fake", dtype: "fp16", maxTokens: 512 };

/** A source that counts what it opened and closed; the first `failures` openings fail. */
function countingSource(failures = 0): { source: EmbedderSource; counts: { opened: number; closed: number } } {
  const counts = { opened: 0, closed: 0 };
  const embedder: Embedder = { ...createFakeEmbedder(), close: async () => void counts.closed++ };
  const open = async () => {
    if (counts.opened++ < failures) throw new Error("no memory");
    return embedder;
  };
  return { source: { ...sourceOf(embedder), open }, counts };
}

describe("KeptModels", () => {
  it("opens a model once, also for those that ask at the same time, and closes it with itself alone", async () => {
    const { source, counts } = countingSource();
    const kept = new KeptModels(source);
    expect(await kept.describe(SETTINGS)).toMatchObject({ modelSha256: "fake" });
    expect(counts.opened).toBe(0);
    const [first, second] = await Promise.all([kept.open(SETTINGS, silentLog), kept.open(SETTINGS, silentLog)]);
    await first!.close();
    expect((await second!.embed(["word"])).vectors).toHaveLength(32);
    expect(counts).toEqual({ opened: 1, closed: 0 });
    await kept.open({ ...SETTINGS, maxTokens: 256 }, silentLog);
    await kept.open(SETTINGS, silentLog, "few");
    expect(counts.opened).toBe(3);
    await kept.close();
    expect(counts.closed).toBe(3);
  });

  it("tries again what could not be opened", async () => {
    const { source, counts } = countingSource(1);
    const kept = new KeptModels(source);
    await expect(kept.open(SETTINGS, silentLog)).rejects.toThrow("no memory");
    expect(await kept.open(SETTINGS, silentLog)).toMatchObject({ model: "fake" });
    expect(counts.opened).toBe(2);
  });
});
