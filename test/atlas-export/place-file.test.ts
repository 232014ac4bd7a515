import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseFormat } from "../../pipeline/atlas-export/export-format.ts";
import { checkExport } from "../../pipeline/atlas-export/export-papers.ts";
import { checkPlace, placeFiles } from "../../pipeline/atlas-export/place-file.ts";
import { readKeptFiles } from "../../pipeline/atlas-export/read-kept-files.ts";
import { openAtlasDatabase } from "../../pipeline/database/open-atlas-database.ts";
import { UserError } from "../../pipeline/error.ts";
import { makeSampleAtlas } from "./sample-atlas.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-export-"));
  await mkdir(join(folder, "seeds"));
  await writeFile(join(folder, "seeds/a.txt"), "input");
  await writeFile(join(folder, "old.csv"), "old");
});

describe("chooseFormat", () => {
  it.each([
    ["a.csv", "csv"],
    ["A.PARQUET", "parquet"],
    ["a.b.ndjson", "jsonl"],
    ["a.bib", "bibtex"],
    ["a.json", "csl"],
    ["a.npy", "vectors"],
  ] as const)("reads the ending of %s", (file, format) => {
    expect(chooseFormat(file, null)).toBe(format);
    expect(chooseFormat(file, "ris")).toBe("ris");
  });

  it("says what is missing", () => {
    expect(() => chooseFormat("a.doc", null)).toThrow("a.doc: its ending tells no format: take one of .csv .parquet");
    expect(() => chooseFormat(null, null)).toThrow("nothing to write");
    expect(() => chooseFormat(null, "parquet")).toThrow("--format parquet: is no text");
  });
});

describe("checkPlace", () => {
  const check = (path: string, force = false, kept: string[] = []) => checkPlace({ path, force }, kept);

  it("allows a new file, and one that is there by force alone", () => {
    check(join(folder, "new.csv"));
    check(join(folder, "old.csv"), true);
    expect(() => check(join(folder, "old.csv"))).toThrow("is there already. Name another file, or give --force.");
  });

  it.skipIf(process.platform === "win32")("allows no device, which a file would replace", () => {
    expect(() => check("/dev/null", true)).toThrow("/dev/null: is no file. Name one, or none to print.");
  });

  it("allows no folder, none that is missing, and nothing that is kept, by whatever way", async () => {
    expect(() => check(folder, true)).toThrow("is a folder");
    expect(() => check(join(folder, "no/a.csv"))).toThrow("its folder is not there");
    expect(() => check(join(folder, "old.csv/a.csv"))).toThrow("its folder is not there");
    const kept = [join(folder, "seeds"), join(folder, "old.csv"), join(folder, "gone")];
    await symlink(join(folder, "seeds"), join(folder, "way"));
    for (const path of ["seeds/a.txt", "seeds/new.csv", "way/new.csv", "seeds/../old.csv"])
      expect(() => check(join(folder, path), true, kept)).toThrow(/belongs to .*, which is read/);
    check(join(folder, "seeds.csv"), true, kept);
  });

  it("keeps what the run read and made", async () => {
    const output = await makeSampleAtlas(join(folder, "seeds"));
    const database = await openAtlasDatabase(output);
    const kept = await readKeptFiles(database, output).finally(() => database.close());
    for (const path of [join(output, "atlas.duckdb"), join(folder, "seeds/a.txt")])
      expect(() => check(path, true, kept)).toThrow("belongs to");
    check(join(output, "papers.csv"), false, kept);
  });

  it("looks at the file of ids, too", async () => {
    await writeFile(join(folder, "v.ids.txt"), "");
    const path = join(folder, "v.npy");
    expect(() => checkExport({ path, force: false }, "vectors", [])).toThrow("v.ids.txt: is there already");
    checkExport({ path: join(folder, "v.parquet"), force: false }, "vectors", []);
  });
});

describe("placeFiles", () => {
  const placeFile = async (path: string, write: (part: string) => Promise<void>) =>
    (await placeFiles([{ path, write }]))[0];

  it("leaves the old file and nothing else where writing fails", async () => {
    const path = join(folder, "old.csv");
    const names = await readdir(folder);
    const work = async (part: string) => {
      await writeFile(part, "half");
      throw new Error("broken");
    };
    await expect(placeFile(path, work)).rejects.toThrow("broken");
    await expect(placeFile(path, () => writeFile(join(folder, "no/a"), ""))).rejects.toThrow(UserError);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(names);
    expect(await placeFile(path, (part) => writeFile(part, "newer"))).toBe(5);
    expect(await readFile(path, "utf8")).toBe("newer");
  });

  it("places all of several files, or none", async () => {
    const paths = ["one.npy", "one.ids.txt"].map((name) => join(folder, name));
    await writeFile(paths[1]!, "old");
    const names = await readdir(folder);
    const write = (part: string) => writeFile(part, "new");
    const fail = () => writeFile(join(folder, "no/a"), "");
    for (const works of [
      [write, fail],
      [fail, write],
    ])
      await expect(placeFiles(paths.map((path, place) => ({ path, write: works[place]! })))).rejects.toThrow(UserError);
    expect(await readdir(folder)).toEqual(names);
    expect(await readFile(paths[1]!, "utf8")).toBe("old");
    expect(await placeFiles(paths.map((path) => ({ path, write })))).toEqual([3, 3]);
  });
});
