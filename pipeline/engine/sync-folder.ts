import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Waits until the files of a folder, and of those in it, are on the disk: a rename after it then shows them whole, whatever happens. */
export async function syncFolder(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await syncFolder(inner);
    else if (entry.isFile()) await syncPath(inner);
  }
  await syncNames(path);
}

/** Waits until the names in a folder are on the disk, where it can be read. Windows has no such call and does it by itself. */
export async function syncNames(path: string): Promise<void> {
  try {
    await syncPath(path);
  } catch (error) {
    if (!["EISDIR", "EPERM", "EINVAL", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
