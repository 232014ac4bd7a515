import {
  AutoModel,
  AutoTokenizer,
  env,
  mean_pooling,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from "@huggingface/transformers";
import type { Config } from "../config.ts";
import { describeError, UserError } from "../error.ts";
import type { Log } from "../log.ts";
import {
  hashModelFiles,
  hashModelInput,
  locateModel,
  MODELS_DIRECTORY,
  type ModelLocation,
  readModelProfile,
} from "./model-files.ts";

/** Turns texts into sentence vectors. Tests hand in a fake one. */
export type Embedder = {
  /** SHA-256 over the hashes of the model's files: part of the cache key. */
  modelSha256: string;
  /** Width of the vectors. */
  dimensions: number;
  /** Returns the unit-length vector of one text, and how many word pieces of it were read, the marks at its ends included. */
  embed(text: string): Promise<{ vector: Float32Array; tokens: number }>;
  close(): Promise<void>;
};

/** Where embedders come from. */
export type EmbedderSource = {
  /** Returns what a vector depends on besides its text, as hashes and versions by name. */
  describe(settings: Config): Promise<Record<string, string>>;
  open(settings: Config, log: Log): Promise<Embedder>;
};

/** The model of the settings on this machine. */
export const embedderSource: EmbedderSource = { describe: hashModelInput, open: openEmbedder };

/**
 * Opens the model of the settings with transformers.js on ONNX Runtime.
 * Texts are embedded one by one: then a vector depends on its text alone (a q8 model takes one scale for a whole batch).
 * Throws a UserError when the model is not there, altered, or has no weights of the dtype.
 */
export async function openEmbedder(config: Config, log: Log): Promise<Embedder> {
  const location = await locateModel(config.model, config.dtype);
  if (location.isRemote) log.info(`  embed     fetching ${config.model} from the Hugging Face hub into models/`);
  else await hashModelFiles(location, config.dtype);
  const { tokenizer, model } = await load(location, config);
  const modelSha256 = await hashModelFiles(location, config.dtype);
  const { pooling, prefix } = await readModelProfile(location);
  const longest = tokenizer.model_max_length;
  if (config.maxTokens > longest) {
    await model.dispose();
    throw new UserError(`--max-tokens ${config.maxTokens}: ${config.model} reads at most ${longest}`);
  }

  async function embed(text: string) {
    const inputs = cutInputs(tokenizer(prefix + text, { truncation: false }), config.maxTokens);
    const { last_hidden_state: states } = (await model(inputs)) as { last_hidden_state: Tensor };
    const pooled = pooling === "cls" ? states.slice(null, 0) : mean_pooling(states, inputs.attention_mask!);
    const vector = Float32Array.from(pooled.normalize(2, -1).data as Float32Array);
    const tokens = states.dims[1]!;
    states.dispose();
    return { vector, tokens };
  }
  const probe = await embed("probe");
  return { modelSha256, dimensions: probe.vector.length, embed, close: async () => void (await model.dispose()) };
}

/** Cuts inputs to `longest` tokens and keeps the closing mark, which transformers.js' own truncation drops and Python's keeps. */
function cutInputs(inputs: Record<string, Tensor>, longest: number): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => {
      const data = tensor.data as BigInt64Array;
      if (data.length <= longest) return [name, tensor];
      const cut = data.slice(0, longest);
      cut[longest - 1] = data[data.length - 1]!;
      return [name, new Tensor("int64", cut, [1, longest])];
    }),
  );
}

async function load(
  location: ModelLocation,
  config: Config,
): Promise<{ tokenizer: PreTrainedTokenizer; model: PreTrainedModel }> {
  env.localModelPath = location.root;
  env.cacheDir = MODELS_DIRECTORY;
  env.allowRemoteModels = location.isRemote;
  env.allowLocalModels = true;
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(location.name);
    const model = await AutoModel.from_pretrained(location.name, { dtype: config.dtype, device: "cpu" });
    return { tokenizer, model };
  } catch (error) {
    const advice = location.isRemote
      ? "It is neither a folder nor below models/, and could not be fetched from the Hugging Face hub: check the name and the network."
      : "Check that the folder holds config.json, tokenizer.json and the ONNX file.";
    throw new UserError(`--model ${config.model}: ${describeError(error)}\n${advice}`);
  }
}
