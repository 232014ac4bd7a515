import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { addMissingViews } from "../database/add-missing-views.ts";

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

/** What can be set once the file is open alone. */
const CONFINEMENT = [
  "SET TimeZone = 'UTC'",
  "SET disabled_filesystems = 'LocalFileSystem'",
  "SET lock_configuration = true",
  "BEGIN TRANSACTION READ ONLY",
];

/**
 * Opens a database file for statements that are not trusted: read-only, no other file, no network, no extension, nothing spilled to the
 * disk, at most `memory` bytes. None of that can be changed from then on. Views that an older version did not make are there.
 */
export async function openConfined(
  file: string,
  memory: number,
): Promise<{ connection: DuckDBConnection; close(): void }> {
  const instance = await DuckDBInstance.create(file, { ...CONFIGURATION, memory_limit: `${memory}B` });
  const connection = await instance.connect();
  await addMissingViews({
    execute: async (sql) => void (await connection.run(sql)),
    query: async <Row>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[],
  });
  for (const statement of CONFINEMENT) await connection.run(statement);
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
