import { UserError } from "../error.ts";

/** The environment variable with the key of the server. */
export const KEY_VARIABLE = "TOPIC_ATLAS_EMBEDDER_KEY";

/** Returns the address of the embeddings of a server, given by its own, with or without /v1. Throws a UserError where it is none, or holds a secret. */
export function readServerAddress(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol))
    throw new UserError("--embedder: must be an address such as http://127.0.0.1:8080/v1");
  if (address.username !== "" || address.password !== "" || address.search !== "" || address.hash !== "")
    throw new UserError(
      `--embedder: an address without name, password, query and fragment. A key is read from ${KEY_VARIABLE} alone, so that it is written nowhere.`,
    );
  const path = address.pathname.replace(/\/+$/, "");
  if (/\/embeddings$/.test(path)) return address.origin + path;
  return `${address.origin}${/\/v\d+$/.test(path) ? path : `${path}/v1`}/embeddings`;
}
