import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Cuts texts into the numbers of a model's word pieces. */
export type ModelTokenizer = {
  /** Returns the word pieces of a text, at most `most` of them; of a longer text the closing mark stays, as in Python. */
  cut(text: string, most: number): BigInt64Array;
  /** Word pieces that the model reads at most. */
  longest: number;
};

/** Reads the tokenizer in a model's folder. */
export async function readTokenizer(folder: string): Promise<ModelTokenizer> {
  const { Tokenizer } = await import("@huggingface/tokenizers");
  const read = async (file: string) => JSON.parse(await readFile(join(folder, file), "utf8"));
  const config = await read("tokenizer_config.json");
  const tokenizer = new Tokenizer(await read("tokenizer.json"), config);
  return {
    longest: config.model_max_length ?? Number.POSITIVE_INFINITY,
    cut(text, most) {
      const { ids } = tokenizer.encode(text);
      const pieces = BigInt64Array.from(ids.slice(0, most), BigInt);
      if (ids.length > most) pieces[most - 1] = BigInt(ids.at(-1)!);
      return pieces;
    },
  };
}
