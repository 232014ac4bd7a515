import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from "@huggingface/transformers";
import { describeError, UserError } from "../error.ts";
import { type hashFile, rememberHashes } from "../hash.ts";
import type { Log } from "../log.ts";
import type {
  EmbeddedBatch,
  Embedder,
  EmbedderDescription,
  EmbedderSource,
  ModelSettings,
  TextCount,
} from "./embedder.ts";
import { listDtypes, locateModel, type ModelDirectories, type ModelLocation } from "./model-directories.ts";
import { hashModel, hasSums, readModelProfile } from "./model-files.ts";

/** Version of the code in this file. Raise it with every change that makes other vectors: all of them are then made anew. */
export const EMBEDDER_VERSION = "1";

/** Models that run on this machine, from these folders, with transformers.js on ONNX Runtime. */
export function createOnnxSource(directories: ModelDirectories): EmbedderSource {
  const hash = rememberHashes();
  return {
    describe: (settings, log) => describeModel(settings, directories, hash, log),
    open: (settings, log, texts = "many") => openOnnxEmbedder(settings, texts, directories, hash, log),
  };
}

async function describeModel(
  settings: ModelSettings,
  directories: ModelDirectories,
  hash: typeof hashFile,
  log?: Log,
): Promise<EmbedderDescription> {
  const location = await locateModel(settings, directories);
  if (!hasSums(location))
    log?.info(`  model     ${settings.model}: its files are unchecked, since their folder has no SHA256SUMS`);
  return {
    version: EMBEDDER_VERSION,
    dtype: location.dtype,
    maxTokens: settings.maxTokens,
    modelSha256: location.isRemote ? null : await hashModel(location, hash),
  };
}

/**
 * Opens a model. One that is nowhere on this machine is fetched from the hub into the cache.
 * Throws a UserError when the model is not there, altered, or has no weights of the dtype.
 */
async function openOnnxEmbedder(
  settings: ModelSettings,
  texts: TextCount,
  directories: ModelDirectories,
  hash: typeof hashFile,
  log: Log,
): Promise<Embedder> {
  const { model: name, maxTokens } = settings;
  const location = await locateModel(settings, directories);
  const { dtype } = location;
  if (location.isRemote)
    log.info(`  model     fetching ${name} (${dtype}) from the Hugging Face hub into ${location.root}`);
  const checked = location.isRemote ? null : await hashModel(location, hash);
  const { tokenizer, model } = await load(location, name, texts, directories);
  const longest = tokenizer.model_max_length;
  if (maxTokens > longest) {
    await model.dispose();
    throw new UserError(`--max-tokens ${maxTokens}: ${name} reads at most ${longest}`);
  }
  const { pooling, prefix } = await readModelProfile(location);
  const { mean_pooling } = await importTransformers();

  async function embedText(text: string): Promise<{ vector: Float32Array; tokens: number }> {
    const inputs = await cutInputs(tokenizer(prefix + text, { truncation: false }), maxTokens);
    const { last_hidden_state: states } = (await model(inputs)) as { last_hidden_state: Tensor };
    const pooled = pooling === "cls" ? states.slice(null, 0) : mean_pooling(states, inputs.attention_mask!);
    const vector = Float32Array.from(pooled.normalize(2, -1).data as Float32Array);
    const tokens = states.dims[1]!;
    states.dispose();
    return { vector, tokens };
  }

  const dimensions = (await embedText("probe")).vector.length;

  /** Texts go through the model one by one: a q8 model takes one scale for a whole batch, so that a vector would depend on the others. */
  async function embed(texts: readonly string[]): Promise<EmbeddedBatch> {
    const batch = {
      vectors: new Float32Array(texts.length * dimensions),
      dimensions,
      tokens: new Int32Array(texts.length),
    };
    for (const [row, text] of texts.entries()) {
      const { vector, tokens } = await embedText(text);
      batch.vectors.set(vector, row * dimensions);
      batch.tokens[row] = tokens;
    }
    return batch;
  }

  return {
    version: EMBEDDER_VERSION,
    model: name,
    modelSha256: checked ?? (await hashModel(location, hash)),
    dtype,
    maxTokens,
    embed,
    close: async () => void (await model.dispose()),
  };
}

/** Its code is read when a model is opened: a run that embeds nothing does not wait for it. */
function importTransformers() {
  return import("@huggingface/transformers");
}

/** Cuts inputs to `longest` tokens and keeps the closing mark, which transformers.js' own truncation drops and Python's keeps. */
async function cutInputs(inputs: Record<string, Tensor>, longest: number): Promise<Record<string, Tensor>> {
  const { Tensor } = await importTransformers();
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
  model: string,
  texts: TextCount,
  directories: ModelDirectories,
): Promise<{ tokenizer: PreTrainedTokenizer; model: PreTrainedModel }> {
  const { AutoModel, AutoTokenizer, env } = await importTransformers();
  env.localModelPath = location.root;
  // Else a file of the same name that was fetched before would be read in the place of the one whose hash was checked.
  env.cacheDir = location.root;
  env.allowRemoteModels = location.isRemote;
  env.allowLocalModels = true;
  try {
    return {
      tokenizer: await AutoTokenizer.from_pretrained(location.name),
      model: await AutoModel.from_pretrained(location.name, {
        dtype: location.dtype,
        device: "cpu",
        session_options: { graphOptimizationLevel: texts === "few" ? "disabled" : "all" },
      }),
    };
  } catch (error) {
    throw new UserError(`--model ${model}: ${describeError(error)}\n${advise(location, directories)}`);
  }
}

function advise({ name, dtype, isRemote }: ModelLocation, { bundled, cache }: ModelDirectories): string {
  if (!isRemote) return "Check that the folder holds config.json, tokenizer.json and the ONNX file.";
  const known = [bundled, cache].flatMap((root) => listDtypes(`${root}/${name}`));
  if (known.length === 0)
    return "It is neither a folder nor among the models on this machine, and could not be fetched from the Hugging Face hub: check the name, the network, and that the model has ONNX weights.";
  return `Its ${dtype} weights are not on this machine and could not be fetched from the Hugging Face hub. It has ${known.join(", ")} here: take --dtype ${known[0]}, or give --model a folder or another name that has ${dtype} weights.`;
}
