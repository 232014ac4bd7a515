import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = new URL("../..", import.meta.url).pathname;
let folder: string;
let hook: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  hook = join(folder, "hook.mjs");
  await writeFile(join(folder, "load.mjs"), RECORD_LOADED);
  await writeFile(hook, REGISTER);
});

/** Node.js 20 has only `register`, of which Node.js 26 warns. */
const REGISTER = `
import * as module from "node:module";
import * as hooks from "./load.mjs";
if (module.registerHooks) module.registerHooks(hooks);
else module.register("./load.mjs", import.meta.url);`;

/** A module hook that writes the URL of each module loaded to a file. */
const RECORD_LOADED = `
import { appendFileSync } from "node:fs";
export function load(url, context, next) {
  appendFileSync(process.env.LOADED, url + "\\n");
  return next(url, context);
}`;

/** Runs the program and returns how it ended, with the names of the packages it loaded. */
async function call(...args: string[]) {
  const loaded = join(folder, `loaded ${args.join(" ")}`);
  const command = ["--import", "tsx", "--import", pathToFileURL(hook).href, `${ROOT}pipeline/cli/main.ts`, ...args];
  const ended = await promisify(execFile)(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, LOADED: loaded },
  })
    .then((output) => ({ code: 0, ...output }))
    .catch(({ code, stdout, stderr }) => ({
      code: code as number,
      stdout: stdout as string,
      stderr: stderr as string,
    }));
  const packages = (await readFile(loaded, "utf8")).matchAll(/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/g);
  return { ...ended, packages: [...new Set(Array.from(packages, ([, name]) => name))].sort() };
}

describe("topic-atlas", () => {
  it("lists its commands and loads nothing else for it", async () => {
    const { code, stdout, stderr, packages } = await call("--help");
    expect({ code, stderr, packages }).toEqual({ code: 0, stderr: "", packages: ["commander"] });
    for (const command of ["run", "inspect", "digest", "eval"])
      expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
  });

  it("tells the version of its own package", async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    expect(await call("--version")).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([
    ["run", "pipeline", ["commander", "fastest-levenshtein", "zod"]],
    ["inspect", "inspect", ["commander", "fastest-levenshtein", "zod"]],
    ["digest", "digest", ["commander", "fastest-levenshtein", "nodemailer", "zod"]],
    ["help eval", "eval", ["commander", "zod"]],
  ])("shows help without loading what is run: %s", async (command, script, packages) => {
    const help = await call(...command.split(" "), "--help");
    expect(help).toMatchObject({ code: 0, stderr: "", packages });
    expect(help.stdout).toMatch(`Usage: npm run ${script} -- [options]`);
  });

  it("ends with 2 and the near one on an unknown command", async () => {
    expect(await call("digset")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "error: unknown command 'digset'\n(Did you mean digest?)\nSee topic-atlas --help\n",
    });
  });

  it("ends with 2 and one message on an unknown option of a command", async () => {
    expect(await call("eval", "--wrong")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "error: unknown option '--wrong'\nSee npm run eval -- --help\n",
    });
  });

  it("takes a reader that leaves early for no error", async () => {
    const main = `${process.execPath} --import tsx pipeline/cli/main.ts`;
    const script = `( sleep 1; ${main} run --help; echo $? >&2 ) | true`;
    expect(await promisify(execFile)("sh", ["-c", script], { cwd: ROOT })).toMatchObject({ stderr: "0\n" });
  });

  it("prints what it was given without what steers a terminal", async () => {
    expect(await call("run", "no\u001b[31m\u202efile")).toMatchObject({
      code: 2,
      stderr: "error: no\\x1b[31m\\u202efile: no such file or folder\n",
    });
  });

  it("ends with 1 and a stack on a bug", async () => {
    const broken = join(folder, "broken.mjs");
    await writeFile(broken, "process.stdout.write = () => { throw new TypeError('a bug'); };");
    const command = [
      "--import",
      "tsx",
      "--import",
      pathToFileURL(broken).href,
      `${ROOT}pipeline/cli/main.ts`,
      "--help",
    ];
    await expect(promisify(execFile)(process.execPath, command, { cwd: ROOT })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^TypeError: a bug\n\s+at /),
    });
  });
});
