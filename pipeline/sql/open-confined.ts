import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** In the order in which they may be set. Paths that a query could read are empty. */
const CONFIGURATION = {
  access_mode: "READ_ONLY",
  temp_directory: "",
  max_temp_directory_size: "0KiB",
  secret_directory: "",
  extension_directory: "",
  home_directory: "",
  allow_persistent_secrets: "false",
  allow_community_extensions: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  enable_external_access: "false",
  threads: "2",
};

/**
 * Opens a database file for statements that are not trusted: read-only, no other file, no network, no extension, nothing spilled to the
 * disk, at most `memory` bytes. None of that can be changed from then on.
 */
export async function openConfined(file: string, memory: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(file, { ...CONFIGURATION, memory_limit: `${memory}B` });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run("SET disabled_filesystems = 'LocalFileSystem'");
  await connection.run("SET lock_configuration = true");
  await connection.run("BEGIN TRANSACTION READ ONLY");
  return connection;
}
