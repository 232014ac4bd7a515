import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { buildManifest, hashModule } from "../../pipeline/engine/code-manifest.ts";
import { hashText } from "../../pipeline/hash.ts";

describe("hashModule", () => {
  it("changes with the module, and with a module that it imports through another", async () => {
    const folder = await mkdtemp(join(tmpdir(), "atlas-"));
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    await write(
      "stage.ts",
      'import { a } from "./a.ts";\nimport {\n  b,\n} from "./a.ts";\nnew URL("./client.ts", import.meta.url);',
    );
    await write("client.ts", "export {};");
    await write("a.ts", 'import type { T } from "./types-only.ts";\nexport * from "./deep.ts";');
    await write("types-only.ts", "export type T = 1;");
    await write("deep.ts", 'import words from "./words.json" with { type: "json" };\nexport const a = 1;');
    await write("words.json", "[]");
    const url = pathToFileURL(join(folder, "stage.ts")).href;
    const before = await hashModule(url);
    await write("words.json", '["the"]');
    expect(await hashModule(url), "word lists count").not.toBe(before);
    await write("words.json", "[]");
    await write("client.ts", "export const c = 1;");
    const withClient = await hashModule(url);
    expect(withClient).not.toBe(before);
    await write("client.ts", "export {};");
    await write("types-only.ts", "export type T = 2;");
    expect(await hashModule(url), "types do not run").toBe(before);
    await write("deep.ts", "export const a = 2;");
    expect(await hashModule(url)).not.toBe(before);
  });

  it("changes with a module and with a package that are imported when they are needed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "atlas-"));
    const url = pathToFileURL(join(folder, "stage.ts")).href;
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    await write("stage.ts", 'const { a } = await import("./late.ts");');
    await write("late.ts", "export const a = 1;");
    const before = await hashModule(url);
    await write("late.ts", "export const a = 2;");
    expect(await hashModule(url)).not.toBe(before);
    const { version } = JSON.parse(
      await readFile(new URL("../../node_modules/esbuild/package.json", import.meta.url), "utf8"),
    );
    const withPackage = 'const { build } = await import("esbuild");';
    await write("stage.ts", withPackage);
    expect(await hashModule(url)).toBe(hashText([hashText(withPackage), `esbuild@${version}`].join()));
  });

  it("changes with the version of a package that is used, not with one that is not", async () => {
    const folder = await mkdtemp(join(tmpdir(), "atlas-"));
    const hashOf = async (source: string) => {
      await writeFile(join(folder, "stage.ts"), source);
      return hashModule(pathToFileURL(join(folder, "stage.ts")).href);
    };
    const { version } = JSON.parse(
      await readFile(new URL("../../node_modules/zod/package.json", import.meta.url), "utf8"),
    );
    const withPackage = 'import { z } from "zod";';
    expect(await hashOf(withPackage)).toBe(hashText([hashText(withPackage), `zod@${version}`].join()));
    expect(await hashOf('import type { z } from "zod";')).toBe(hashText(hashText('import type { z } from "zod";')));
  });
});

describe("buildManifest", () => {
  it("gives each stage the hash that its sources have", async () => {
    const url = new URL("../../pipeline/stages/parse.ts", import.meta.url).href;
    expect(await buildManifest([url])).toEqual({ "stages/parse": await hashModule(url) });
  });
});
