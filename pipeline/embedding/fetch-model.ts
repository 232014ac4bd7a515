import type { Log } from "../log.ts";
import type { ModelLocation } from "./model-directories.ts";

/** Fetches the files of a model from the hub into its folder. The code for it is read for that alone: a run with a model at hand does not wait for it. */
export async function fetchModel({ root, name, dtype }: ModelLocation, model: string, log: Log): Promise<void> {
  log.info(`  model     fetching ${model} (${dtype}) from the Hugging Face hub into ${root}`);
  const { AutoModel, AutoTokenizer, env } = await import("@huggingface/transformers");
  env.localModelPath = root;
  // Else a file of the same name that was fetched before would be read in the place of the one whose hash is checked.
  env.cacheDir = root;
  env.allowRemoteModels = true;
  env.allowLocalModels = true;
  await AutoTokenizer.from_pretrained(name);
  const fetched = await AutoModel.from_pretrained(name, { dtype, device: "cpu" });
  await fetched.dispose();
}
