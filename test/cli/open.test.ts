import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = new URL("../..", import.meta.url).pathname;
/** A name that a shell would make much of. */
const HOSTILE = 'it\'s $(touch gone) `touch gone`; "&" %PATH%';
let folder: string;
let output: string;

/** Calls open where xdg-open is a program that writes down what it is given, and ends with `code`. */
async function open(args: string[], env: Record<string, string>, code = 0) {
  await writeFile(
    join(folder, "bin/xdg-open"),
    `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > "${folder}/opened"\nexit ${code}\n`,
  );
  await chmod(join(folder, "bin/xdg-open"), 0o755);
  await writeFile(join(folder, "opened"), "");
  const { CI: _, DISPLAY: __, SSH_CONNECTION: ___, ...inherited } = process.env;
  const command = ["--import", "tsx", join(ROOT, "pipeline/cli/main.ts"), "open", ...args];
  const PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
  const ended = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env: { ...inherited, PATH, ...env } })
    .then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }))
    .catch(({ code, stdout, stderr }) => ({ code, stdout, stderr }));
  return { ...ended, opened: await readFile(join(folder, "opened"), "utf8") };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  output = join(folder, HOSTILE);
  await mkdir(output);
  await mkdir(join(folder, "bin"));
  await writeFile(join(output, "atlas.html"), "");
});

describe.skipIf(process.platform === "win32" || process.platform === "darwin")("topic-atlas open", () => {
  it("gives the map to the platform's opener as one argument, whatever its name, and prints where it is", async () => {
    const path = join(output, "atlas.html");
    expect(await open(["--output", output], { DISPLAY: ":0" })).toEqual({
      code: 0,
      stdout: `${path}\n`,
      stderr: "",
      opened: `1\n${path}\n`,
    });
  });

  it("prints the path alone where there is no display", async () => {
    const { code, stdout, stderr, opened } = await open(["--output", join(output, "atlas.duckdb")], {});
    expect({ code, stdout, opened }).toEqual({ code: 0, stdout: `${join(output, "atlas.html")}\n`, opened: "" });
    expect(stderr).toBe(
      "Not opened: there is no display here (DISPLAY and WAYLAND_DISPLAY are not set). Open the file above in a browser.\n",
    );
  });

  it("says when the opener fails", async () => {
    const { code, stderr } = await open(["--output", output], { DISPLAY: ":0" }, 3);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "Not opened: xdg-open ended with 3. Open the file above in a browser.\n",
    });
  });

  it("ends with 2 where the report is not there", async () => {
    const { code, stdout, stderr } = await open(["--output", output, "--report"], { DISPLAY: ":0" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`${join(output, "report.html")}: not there. Make it with npm run pipeline`);
  });
});
