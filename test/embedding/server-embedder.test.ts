import { describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { TooLongError } from "../../pipeline/embedding/embedding-server.ts";
import { openOnDemand } from "../../pipeline/embedding/open-on-demand.ts";
import { describeServerModel, openServerEmbedder } from "../../pipeline/embedding/server-embedder.ts";
import { embedTexts, type VectorStore } from "../../pipeline/embedding/vector-store.ts";
import { UserError } from "../../pipeline/error.ts";
import { hashText } from "../../pipeline/hash.ts";
import { silentLog } from "../../pipeline/log.ts";

const SETTINGS = { model: "m", dtype: "auto", maxTokens: 512, embedder: "http://host" } as const;
const SHOWN = { log: silentLog, label: "test", unit: "texts" };

/** Opens an embedder whose server makes a vector of each text. */
function openWith(make: (text: string) => number[]) {
  const asked: string[][] = [];
  const embedder = openServerEmbedder(SETTINGS, {
    ask: async (texts) => {
      asked.push([...texts]);
      return texts.map((text) => Float32Array.from(make(text)));
    },
  });
  return { embedder, asked };
}

const storeOf = (kept: [text: string, vector: number[]][]): VectorStore => ({
  read: async () =>
    new Map(kept.map(([text, vector]) => [hashText(text), { vector: Float32Array.from(vector), tokens: 0 }])),
  add: async () => {},
});

describe("the model of a server", () => {
  it("goes by its name alone, whatever the address", () => {
    const described = describeServerModel(SETTINGS);
    expect(describeServerModel({ ...SETTINGS, embedder: "http://other" })).toEqual(described);
    expect(describeServerModel({ ...SETTINGS, model: "n" }).modelSha256).not.toBe(described.modelSha256);
  });

  it("gives vectors of unit length, and its width without a text", async () => {
    const { embedder } = openWith(() => [3, 4]);
    expect(await embedder.embed(["a"])).toEqual({
      vectors: Float32Array.of(0.6, 0.8),
      dimensions: 2,
      tokens: Int32Array.of(0),
    });
    expect(await embedder.embed([])).toMatchObject({ vectors: new Float32Array(0), dimensions: 2 });
  });

  it.each([[[0, 0]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]], [[1, 0, 0]]])(
    "refuses the vector %j",
    async (bad) => {
      const { embedder } = openWith((text) => (text === "bad" ? bad : [1, 0]));
      await embedder.embed(["good"]);
      await expect(embedder.embed(["bad"])).rejects.toThrow(UserError);
    },
  );

  it("cuts what the server calls too long until it takes it, and that alone", async () => {
    const lengths: number[] = [];
    const embedder = openServerEmbedder(SETTINGS, {
      ask: async (texts) => {
        if (texts.some(({ length }) => length > 1000)) throw new TooLongError("too long");
        lengths.push(...texts.map(({ length }) => length));
        return texts.map(() => Float32Array.of(1, 0));
      },
    });
    expect((await embedder.embed(["a".repeat(900), "b".repeat(1600)])).tokens).toEqual(Int32Array.of(0, 512));
    expect(lengths).toEqual([900, 900]);
    const never = openServerEmbedder(SETTINGS, { ask: () => Promise.reject(new TooLongError("too long")) });
    await expect(never.embed(["a".repeat(300)])).rejects.toThrow(UserError);
  });

  it("is checked on some kept texts before it goes on, and not where nothing is left to embed", async () => {
    const kept: [string, number[]][] = ["a", "b", "c", "d"].map((text) => [text, [1, 0]]);
    const same = openWith(() => [1, 0.01]);
    await embedTexts(["a", "b", "c", "d"], same.embedder, storeOf(kept), SHOWN);
    expect(same.asked).toEqual([]);
    const { embedded } = await embedTexts(["a", "b", "c", "d", "new"], same.embedder, storeOf(kept), SHOWN);
    expect(embedded).toBe(1);
    expect(same.asked.map(({ length }) => length)).toEqual([3, 1]);
    const other = openWith(() => [0.6, 0.8]);
    await expect(embedTexts(["a", "new"], other.embedder, storeOf(kept), SHOWN)).rejects.toThrow(
      "m: makes other vectors than those that are kept under this name: the cosine of a text's two is 0.600",
    );
    const wider = openWith(() => [1, 0, 0]);
    await expect(embedTexts(["a", "new"], wider.embedder, storeOf(kept), SHOWN)).rejects.toThrow("is 0.000");
  });

  it("is checked as well where a run opens it with the first text", async () => {
    const { embedder } = openWith(() => [0.6, 0.8]);
    const source = { describe: async () => describeServerModel(SETTINGS), open: async () => embedder };
    const lazy = await openOnDemand(source, SETTINGS, silentLog);
    await expect(embedTexts(["a", "new"], lazy, storeOf([["a", [1, 0]]]), SHOWN)).rejects.toThrow(
      "makes other vectors",
    );
  });
});

describe("the settings of a run", () => {
  const embedder = "http://127.0.0.1:8080/v1";

  it("name the model of the server as the run's", () => {
    expect(parseConfig({ embedder, embedderModel: "bge-m3" })).toMatchObject({ model: "bge-m3", embedder });
  });

  it.each([
    [{ embedder }, /which model there\? Name it with --embedder-model/],
    [{ embedderModel: "bge-m3" }, /goes with --embedder/],
    [{ embedder: "http://me:word@host", embedderModel: "bge-m3" }, /A key is read from TOPIC_ATLAS_EMBEDDER_KEY alone/],
    [
      { embedder, embedderModel: "m", engine: "ray", rayAddress: "http://127.0.0.1:8265" },
      /goes not with --engine ray/,
    ],
  ])("are refused where they do not fit: %j", (settings, message) => {
    expect(() => parseConfig(settings)).toThrow(message);
  });
});
