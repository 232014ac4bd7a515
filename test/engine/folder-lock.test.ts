import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tryLock } from "fs-native-extensions";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FolderLock } from "../../pipeline/engine/folder-lock.ts";

vi.mock("fs-native-extensions", { spy: true });

let folder: string;
let path: string;
const prepare = async () => void (await mkdir(folder, { recursive: true }));

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "atlas-")), "work");
  path = join(folder, "lock");
});

async function take(holder: string): Promise<FolderLock> {
  const lock = await FolderLock.take(path, holder, prepare);
  if (typeof lock === "string") throw new Error(`held by ${lock}`);
  return lock;
}

/** Another process that takes the lock and keeps it. */
async function holdElsewhere(): Promise<ChildProcess> {
  const module = fileURLToPath(new URL("../../pipeline/engine/folder-lock.ts", import.meta.url));
  const source = `import { FolderLock } from ${JSON.stringify(module)};
    const lock = await FolderLock.take(${JSON.stringify(path)}, "process " + process.pid, async () => {});
    console.log(typeof lock); setInterval(() => {}, 1000);`;
  await prepare();
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout!, "data");
  return child;
}

describe("FolderLock", () => {
  it("is held by one at a time, says by whom, and is gone when it is released", async () => {
    const first = await take("the first");
    expect(await FolderLock.take(path, "the second", prepare)).toBe("the first");
    await first.release();
    expect(existsSync(path)).toBe(false);
    await (await take("the second")).release();
  });

  it("is free again when the process that held it is killed", async () => {
    const child = await holdElsewhere();
    expect(await FolderLock.take(path, "us", prepare)).toBe(`process ${child.pid}`);
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await take("us")).release();
  });

  it.each([
    ["nothing", ""],
    ["half a word", "proc"],
    ["bytes of another program", "\u0000DUCK\u0000"],
  ])("is taken where the file was left with %s in it", async (_, content) => {
    await prepare();
    await writeFile(path, content);
    const lock = await take("us");
    expect(await readFile(path, "utf8")).toBe("us");
    await lock.release();
  });

  it("is not taken on a file that its last holder took away", async () => {
    const first = await take("the first");
    const waiting = FolderLock.take(path, "the second", async () => {
      await prepare();
      await first.release().catch(() => {});
    });
    const second = await waiting;
    expect(typeof second).toBe("object");
    expect(await FolderLock.take(path, "the third", prepare)).toBe("the second");
    await (second as FolderLock).release();
  });

  it("says that there are no locks where the system refuses them", async () => {
    vi.mocked(tryLock).mockImplementationOnce(() => {
      throw new Error("operation not supported");
    });
    await expect(take("us")).rejects.toThrow(`${path}: cannot be locked: operation not supported. Give an --output`);
    await (await take("us")).release();
  });

  it("throws the system's reason where the file cannot be made", async () => {
    await prepare();
    await mkdir(path);
    await expect(FolderLock.take(path, "us", prepare)).rejects.toThrow("EISDIR");
    await chmod(folder, 0o755);
  });
});
