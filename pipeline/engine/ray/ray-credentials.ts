import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../error.ts";

type Environment = Record<string, string | undefined>;

/**
 * Returns the headers by which Ray knows who asks, as its own programs make them: those of RAY_JOB_HEADERS, and where RAY_AUTH_MODE is
 * token that of RAY_AUTH_TOKEN, of the file in RAY_AUTH_TOKEN_PATH, or of ~/.ray/auth_token. Their values are never part of a message.
 */
export function readRayHeaders(env: Environment): Record<string, string> {
  const token = readToken(env);
  return { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...readJobHeaders(env.RAY_JOB_HEADERS) };
}

function readToken(env: Environment): string | null {
  if (env.RAY_AUTH_TOKEN) return env.RAY_AUTH_TOKEN.trim();
  if (env.RAY_AUTH_TOKEN_PATH) return readFile(env.RAY_AUTH_TOKEN_PATH, "RAY_AUTH_TOKEN_PATH");
  const usual = join(env.HOME || homedir(), ".ray", "auth_token");
  return env.RAY_AUTH_MODE === "token" && existsSync(usual) ? readFile(usual, "~/.ray/auth_token") : null;
}

function readFile(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    throw new UserError(`${name}: the file cannot be read`);
  }
}

function readJobHeaders(text: string | undefined): Record<string, string> {
  if (!text) return {};
  try {
    return Object.fromEntries(Object.entries(JSON.parse(text)).map(([name, value]) => [name, String(value)]));
  } catch {
    throw new UserError('RAY_JOB_HEADERS: must be JSON, such as {"X-Team": "papers"}');
  }
}

/** Reads the address of Ray's dashboard. Throws a UserError where it is none, or holds a password. */
export function parseRayAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UserError(
      `--ray-address ${address}: must be the address of Ray's dashboard, such as http://127.0.0.1:8265`,
    );
  if (url.username !== "" || url.password !== "")
    throw new UserError("--ray-address: must hold no password. Ray's own RAY_AUTH_TOKEN or RAY_JOB_HEADERS carry it.");
  return `${url.origin}${url.pathname.replace(/\/$/, "")}`;
}
