import type { Config } from "../config.ts";
import { locateModel, type ModelDirectories } from "../embedding/model-directories.ts";
import type { Cluster } from "../engine/cluster.ts";

/** Returns the cluster that the settings name, by the credentials of the environment; null where this machine embeds. */
export async function openCluster(config: Config, directories: ModelDirectories): Promise<Cluster | null> {
  const { engine, rayAddress, rayShards } = config;
  if (engine === "local") return null;
  const { packProgram } = await import("../engine/ray/pack-program.ts");
  const { createRayCluster } = await import("../engine/ray/ray-cluster.ts");
  const { parseRayAddress, readRayHeaders } = await import("../engine/ray/ray-credentials.ts");
  return createRayCluster({
    address: parseRayAddress(rayAddress!),
    headers: readRayHeaders(process.env),
    shards: rayShards ?? null,
    packProgram: async () => packProgram(await locateModel(config, directories)),
  });
}
