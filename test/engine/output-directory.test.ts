import { existsSync } from "node:fs";
import { mkdir, mkdtemp, open, readdir, readFile, rename, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { OutputDirectory } from "../../pipeline/engine/output-directory.ts";
import { UserError } from "../../pipeline/error.ts";

vi.mock("node:fs/promises", { spy: true });

let path: string;
const read = (file: string) => readFile(join(path, file), "utf8");

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "atlas-")), "output");
});

async function write(directory: OutputDirectory, file: string, text: string): Promise<void> {
  await mkdir(join(directory.next, "charts"), { recursive: true });
  await writeFile(join(directory.next, file), text);
}

describe("OutputDirectory", () => {
  it("shows nothing of a run before commit and all of it after, and leaves no trace of its work", async () => {
    const directory = await OutputDirectory.open(path);
    await write(directory, "report.md", "new");
    await write(directory, "charts/a.svg", "new");
    expect(existsSync(join(path, "report.md"))).toBe(false);
    await directory.commit();
    await directory.release();
    expect(await readdir(path)).toEqual(["charts", "report.md"]);
    expect(await read("charts/a.svg")).toBe("new");
  });

  it("keeps the last output and files of the user's own when a run fails", async () => {
    await mkdir(path);
    await writeFile(join(path, "report.md"), "old");
    await writeFile(join(path, "mine.txt"), "mine");
    const directory = await OutputDirectory.open(path);
    await write(directory, "report.md", "half");
    await directory.release();
    expect(await readdir(path)).toEqual(["mine.txt", "report.md"]);
    expect(await read("report.md")).toBe("old");
  });

  it("clears away what a killed run left", async () => {
    await mkdir(join(path, ".atlas/next"), { recursive: true });
    await writeFile(join(path, ".atlas/next/report.md"), "half");
    const directory = await OutputDirectory.open(path);
    expect(await readdir(directory.next)).toEqual([]);
    await directory.release();
  });

  it("finishes a commit that was killed in the middle", async () => {
    const killed = await OutputDirectory.open(path);
    await write(killed, "report.md", "whole");
    await rename(killed.next, join(path, ".atlas/ready"));
    await killed.release();
    expect(existsSync(join(path, "report.md"))).toBe(false);
    const directory = await OutputDirectory.open(path);
    expect(await read("report.md")).toBe("whole");
    await directory.release();
  });

  it("takes away a file that the run has nothing to write to any more, and no other", async () => {
    await mkdir(join(path, "charts"), { recursive: true });
    for (const file of ["charts/old.svg", "charts/mine.svg"]) await writeFile(join(path, file), "old");
    const directory = await OutputDirectory.open(path);
    await write(directory, "charts/new.svg", "new");
    await directory.commit(["charts/old.svg", "charts/never.svg"]);
    await directory.release();
    expect((await readdir(join(path, "charts"))).sort()).toEqual(["mine.svg", "new.svg"]);
  });

  it("is decided once the new files will take the place of the last ones, though one of them cannot yet", async () => {
    const directory = await OutputDirectory.open(path);
    await write(directory, "report.md", "new");
    expect(directory.isDecided).toBe(false);
    await mkdir(join(path, "report.md"));
    await expect(directory.commit()).rejects.toThrow("EISDIR");
    expect(directory.isDecided).toBe(true);
    await directory.release();
    await rmdir(join(path, "report.md"));
    await (await OutputDirectory.open(path)).release();
    expect(await read("report.md")).toBe("new");
    expect(await readdir(path)).toEqual(["report.md"]);
  });

  it("leaves no folder where it cannot have the lock", async () => {
    vi.mocked(open).mockRejectedValueOnce(Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" }));
    await expect(OutputDirectory.open(path)).rejects.toThrow(`--output ${path}: cannot be written: EMFILE`);
    expect(existsSync(path)).toBe(false);
  });

  it("says that a file stands where the folder should be", async () => {
    await writeFile(path, "a file");
    await expect(OutputDirectory.open(path)).rejects.toThrow(UserError);
    await expect(OutputDirectory.open(path)).rejects.toThrow(`--output ${path}: cannot be written`);
  });

  it("says at once that a folder cannot be made where the system hides the reason", async () => {
    await expect(OutputDirectory.open("/proc/atlas")).rejects.toThrow("--output /proc/atlas: cannot be written");
  });

  it("leaves no folder where a run made one and failed", async () => {
    const deep = join(path, "a/b");
    await (await OutputDirectory.open(deep)).release();
    expect(existsSync(path)).toBe(false);
  });

  it("refuses a folder in the place of a file, and a file in that of a folder", async () => {
    await mkdir(join(path, "report.html"), { recursive: true });
    await writeFile(join(path, "charts"), "a file");
    const directory = await OutputDirectory.open(path);
    await expect(directory.refuseObstacles(["report.html"])).rejects.toThrow("report.html: is no file");
    await expect(directory.refuseObstacles(["charts/a.svg"])).rejects.toThrow("charts: is no folder");
    await directory.refuseObstacles(["report.md", "maps/a.svg"]);
    await directory.release();
  });

  it("takes the log of the old database away with it: it is not replayed onto the new one", async () => {
    await mkdir(path);
    const old = await Database.open(join(path, "atlas.duckdb"));
    await old.execute("CREATE TABLE papers AS SELECT 1 AS id");
    await old.execute("CHECKPOINT");
    await old.execute("PRAGMA disable_checkpoint_on_shutdown");
    await old.execute("DELETE FROM papers");
    old.close();
    expect(existsSync(join(path, "atlas.duckdb.wal"))).toBe(true);
    const directory = await OutputDirectory.open(path);
    const made = await Database.open(join(directory.next, "atlas.duckdb"));
    await made.execute("CREATE TABLE papers AS SELECT * FROM range(12) AS numbers(id)");
    made.close();
    await directory.commit();
    await directory.release();
    const read = await Database.open(join(path, "atlas.duckdb"), { readOnly: true });
    expect(await read.query("SELECT count(*)::INTEGER AS papers FROM papers")).toEqual([{ papers: 12 }]);
    read.close();
  });
});
