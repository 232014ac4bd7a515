import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { explainSystemError } from "../../pipeline/engine/explain-system-error.ts";
import { OutputDirectory } from "../../pipeline/engine/output-directory.ts";
import { UserError } from "../../pipeline/error.ts";

let path: string;
let output: OutputDirectory;

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "atlas-")), "output");
  output = await OutputDirectory.open(path);
});

afterEach(() => output.release());

const explain = async (error: unknown) => (await explainSystemError(error, output)) as Error;

describe("explainSystemError", () => {
  it("says how much is free on a full disk", async () => {
    const error = Object.assign(new Error("ENOSPC: no space left on device, write"), { syscall: "write" });
    expect((await explain(error)).message).toMatch(
      /^--output .*: the disk is full: \d+ MB are free\. A run needs .*\. The last output is as it was\.$/,
    );
  });

  it("gives the system's reason", async () => {
    const error = await writeFile(path, "").catch((refused) => refused);
    expect(await explain(error)).toBeInstanceOf(UserError);
    expect((await explain(error)).message).toContain(": a file cannot be read or written: EISDIR: ");
  });

  it.each([
    'IO Error: Could not write file "a": Input/output error',
    'TransactionContext Error: Failed to commit: Could not fsync file "a.wal": Input/output error',
    'TransactionContext Error: Failed to commit: Cannot open file "a.wal": Too many open files',
    'FATAL Error: Failed to create checkpoint because of error: Could not write file "a": Permission denied',
    "FATAL Error: fsync failed!",
  ])("knows what DuckDB says of it: %s", async (message) => {
    const error = new Error(`${message}\nCOMMIT`, { cause: new Error(message) });
    expect((await explain(error)).message).toBe(
      `--output ${path}: a file cannot be read or written: ${message.replace("!", "")}. The last output is as it was.`,
    );
  });

  it("says that the new output is whole once that is decided", async () => {
    await writeFile(join(output.next, "report.md"), "new");
    await output.commit();
    expect((await explain(new Error("IO Error: x"))).message).toContain("The new output is whole");
  });

  it("leaves any other error as it is", async () => {
    const bug = new TypeError("x is not a function");
    expect(await explain(bug)).toBe(bug);
    const known = new UserError("--topics 0: must be at least 2");
    expect(await explain(known)).toBe(known);
  });
});
