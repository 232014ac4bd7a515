import { stat } from "node:fs/promises";
import { availableParallelism, freemem } from "node:os";
import { join } from "node:path";
import { describeError, UserError } from "../error.ts";
import { type hashFile, rememberHashes } from "../hash.ts";
import type { Log } from "../log.ts";
import { countWorkers } from "./count-workers.ts";
import type {
  EmbeddedBatch,
  Embedder,
  EmbedderDescription,
  EmbedderSource,
  ModelSettings,
  TextCount,
  WideEmbedder,
} from "./embedder.ts";
import { fetchModel } from "./fetch-model.ts";
import { listDtypes, locateModel, type ModelDirectories, type ModelLocation, WEIGHTS } from "./model-directories.ts";
import { hashModel, hasSums, readModelProfile } from "./model-files.ts";
import { ModelSession } from "./model-session.ts";
import { readTokenizer } from "./model-tokenizer.ts";
import { poolStates } from "./pool-states.ts";

/** Version of the code in this file, of the session and of the pooling. Raise it with every change that makes other vectors: all of them are then made anew. */
export const EMBEDDER_VERSION = "1";

/** Characters from which on a thread for each core, which share the texts, are ready sooner than one session over all cores. */
const LEAST_CHARACTERS_OF_THREADS = 200_000;

/** Texts that a thread is given at once: few, so that all threads end at nearly the same time. */
const BATCH = 16;

/** One is embedded while the next is cut into word pieces, so that no thread waits. */
const BATCHES_OF_A_THREAD = 2;

/** Models that run on this machine, from these folders, on ONNX Runtime; on so many threads, where they are given, and on no more. */
export function createOnnxSource(directories: ModelDirectories, { threads = 0 } = {}): EmbedderSource {
  const hash = rememberHashes();
  return {
    describe: (settings, log) => describeModel(settings, directories, hash, log),
    open: (settings, log, texts = "many") => openOnnxEmbedder(settings, texts, directories, hash, log, threads),
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
  threads: number,
): Promise<Embedder> {
  const { model: name, maxTokens } = settings;
  const location = await locateModel(settings, directories);
  const { dtype } = location;
  const explain = <Result>(work: Promise<Result>) =>
    work.catch((error) => {
      throw new UserError(`--model ${name}: ${describeError(error)}\n${advise(location, directories)}`);
    });
  if (location.isRemote) await explain(fetchModel(location, name, log));
  const modelSha256 = await hashModel(location, hash);
  const folder = join(location.root, location.name);
  const file = join(folder, WEIGHTS[dtype]);
  const { pooling, prefix } = await readModelProfile(location);

  const joinsShort = dtype !== "q8";
  const { cut, longest } = await explain(readTokenizer(folder));
  if (maxTokens > longest) throw new UserError(`--max-tokens ${maxTokens}: ${name} reads at most ${longest}`);

  async function embedWith(session: ModelSession, given: readonly string[]): Promise<EmbeddedBatch> {
    const pieces = given.map((text) => cut(prefix + text, maxTokens));
    const vectors = await session.run(pieces, (states) => poolStates(states, pooling));
    const dimensions = vectors[0]?.length ?? (await readWidth(session));
    const joined = new Float32Array(given.length * dimensions);
    for (const [row, vector] of vectors.entries()) joined.set(vector, row * dimensions);
    return { vectors: joined, dimensions, tokens: Int32Array.from(pieces, ({ length }) => length) };
  }

  async function widen(characters: number): Promise<WideEmbedder | null> {
    if (texts === "few" || threads > 0 || characters < LEAST_CHARACTERS_OF_THREADS) return null;
    const { size: bytes } = await stat(file);
    const count = countWorkers({ cores: availableParallelism(), free: freemem() }, { bytes, dtype });
    if (count < 2) return null;
    const opening = Array.from({ length: count }, () =>
      ModelSession.open({ file, threads: 1, isOptimized: true, joinsShort }),
    );
    const sessions = await Promise.all(opening);
    const free = Array.from({ length: BATCHES_OF_A_THREAD }, () => sessions).flat();
    return {
      lanes: free.length,
      batch: BATCH,
      async embed(given) {
        const session = free.shift();
        if (!session) throw new Error(`more than ${count * BATCHES_OF_A_THREAD} batches at once`);
        try {
          return await embedWith(session, given);
        } finally {
          free.push(session);
        }
      },
      close: async () => void (await Promise.all(sessions.map((session) => session.close()))),
    };
  }

  const session = await explain(ModelSession.open({ file, threads, isOptimized: texts === "many", joinsShort }));
  return {
    version: EMBEDDER_VERSION,
    model: name,
    modelSha256,
    dtype,
    maxTokens,
    embed: (given) => embedWith(session, given),
    widen,
    close: () => session.close(),
  };
}

/** Returns the width of a model's vectors: it is known only of one that was made. */
async function readWidth(session: ModelSession): Promise<number> {
  const [width] = await session.run([BigInt64Array.of(0n)], ({ values }) => values.length);
  return width!;
}

function advise({ name, dtype, isRemote }: ModelLocation, { bundled, cache }: ModelDirectories): string {
  if (!isRemote) return "Check that the folder holds config.json, tokenizer.json and the ONNX file.";
  const known = [bundled, cache].flatMap((root) => listDtypes(`${root}/${name}`));
  if (known.length === 0)
    return "It is neither a folder nor among the models on this machine, and could not be fetched from the Hugging Face hub: check the name, the network, and that the model has ONNX weights.";
  return `Its ${dtype} weights are not on this machine and could not be fetched from the Hugging Face hub. It has ${known.join(", ")} here: take --dtype ${known[0]}, or give --model a folder or another name that has ${dtype} weights.`;
}
