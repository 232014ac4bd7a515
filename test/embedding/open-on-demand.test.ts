import { describe, expect, it } from "vitest";
import { openOnDemand } from "../../pipeline/embedding/open-on-demand.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createFakeEmbedder, sourceOf } from "./fake-embedder.ts";

const SETTINGS = { model: "fake", dtype: "auto", maxTokens: 512 } as const;

function countingSource({ isRemote = false } = {}) {
  const counts = { opened: 0, closed: 0 };
  const embedder = createFakeEmbedder();
  const source = sourceOf(embedder);
  return {
    counts,
    source: {
      describe: async () => ({ ...(await source.describe(SETTINGS)), modelSha256: isRemote ? null : "fake" }),
      open: async () => {
        counts.opened++;
        return { ...embedder, close: async () => void counts.closed++ };
      },
    },
  };
}

describe("openOnDemand", () => {
  it("opens the model with the first texts, once, and tells before what made its vectors", async () => {
    const { source, counts } = countingSource();
    const embedder = await openOnDemand(source, SETTINGS, silentLog);
    expect(embedder).toMatchObject({
      version: "fake",
      model: "fake",
      modelSha256: "fake",
      dtype: "fp16",
      maxTokens: 512,
    });
    expect(counts.opened).toBe(0);
    const [alone, again] = await Promise.all([embedder.embed(["graph"]), embedder.embed(["graph"])]);
    expect(again).toEqual(alone);
    await embedder.close();
    expect(counts).toEqual({ opened: 1, closed: 1 });
  });

  it("closes nothing where nothing was opened", async () => {
    const { source, counts } = countingSource();
    await (await openOnDemand(source, SETTINGS, silentLog)).close();
    expect(counts).toEqual({ opened: 0, closed: 0 });
  });

  it("opens a model at once that is still to be fetched", async () => {
    const { source, counts } = countingSource({ isRemote: true });
    expect(await openOnDemand(source, SETTINGS, silentLog)).toMatchObject({ modelSha256: "fake" });
    expect(counts.opened).toBe(1);
  });
});
