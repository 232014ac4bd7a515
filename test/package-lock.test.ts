import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

async function readJson(name: string) {
  return JSON.parse(await readFile(new URL(`../${name}`, import.meta.url), "utf8"));
}

describe("package-lock.json", () => {
  it("has no package whose install script npm would run: delete its line hasInstallScript, and deny it in allowScripts", async () => {
    const { packages } = await readJson("package-lock.json");
    const names = Object.keys(packages).filter((path) => path !== "" && packages[path].hasInstallScript);
    expect(names).toEqual([]);
  });

  it("has the hash of every package, of other platforms too, and no address: any registry will do", async () => {
    const { packages } = await readJson("package-lock.json");
    const paths = Object.keys(packages).filter((path) => path !== "");
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => !/^sha512-[\w+/]{86}==$/.test(packages[path].integrity))).toEqual([]);
    expect(paths.filter((path) => "resolved" in packages[path])).toEqual([]);
  });

  it("was written for the dependencies and commands of package.json", async () => {
    const { packages } = await readJson("package-lock.json");
    const { bin, dependencies, devDependencies, version } = await readJson("package.json");
    expect(packages[""]).toMatchObject({ bin, dependencies, devDependencies, version });
  });
});
