import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/** How a command ended. */
export type Ended = { code: number; stdout: string; stderr: string };

/** What a user's own npm is told, when this test was itself started by npm. */
const KEPT_NPM_SETTINGS = /^npm_config_(registry|cafile|cache|userconfig|globalconfig|proxy|https_proxy|noproxy)$/i;

/** Runs a command to its end. `env` is added to an environment that says nothing of this project. */
export async function call(command: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => KEPT_NPM_SETTINGS.test(name) || !/^(npm_|NODE_|VITEST|TEST$)/i.test(name),
  );
  const [file, ...args] = command;
  const options = { cwd, env: { ...Object.fromEntries(inherited), ...env }, maxBuffer: 2 ** 26 };
  try {
    return { code: 0, ...(await promisify(execFile)(file!, args, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

/** Runs a command that must succeed, and returns what it printed. */
export async function succeed(command: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await call(command, cwd);
  if (code !== 0) throw new Error(`${command.join(" ")}: exit code ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** Installs releases of Node.js into a folder. Returns the program of each. */
export async function installNodes(versions: readonly string[], folder: string): Promise<string[]> {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  await mkdir(folder);
  const aliases = versions.map((version) => `node-${version.replaceAll(".", "-")}`);
  const packages = aliases.map((alias, index) => `${alias}@npm:${name}@${versions[index]}`);
  await succeed(["npm", "install", "--no-audit", "--no-fund", ...packages], folder);
  const file = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  return aliases.map((alias) => join(folder, "node_modules", alias, file));
}

/** Returns the environment in which `node` is this program, for a command that is found by its name. */
export function withNode(node: string): Record<string, string> {
  return { PATH: [dirname(node), process.env.PATH].join(delimiter) };
}
