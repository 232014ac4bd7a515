import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { COMMANDS, type CommandName } from "../../pipeline/cli/command-names.ts";
import { loadCommand } from "../../pipeline/cli/commands.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { hashText } from "../../pipeline/hash.ts";
import { writeSmallAtlas } from "../small-atlas.ts";
import { listExamples, printHelp, splitCall } from "./printed-examples.ts";

const PROGRAM = describeProgram("1.2.3", false);
const NAMES = Object.keys(COMMANDS) as CommandName[];
/** They make an output, or ask none. */
const MAKERS: readonly string[] = ["run", "embed", "eval", "inspect", "completion"];
const FILE = "atlas.duckdb";

let folder: string;
let good: string;

/** What can be wrong with an output: how it is made from a good one, and what is said of it. */
const BROKEN: Record<string, { make: (output: string) => Promise<void>; says: RegExp }> = {
  missing: { make: async () => {}, says: /not there/ },
  "an empty folder": { make: async (output) => void (await mkdir(output)), says: /not there/ },
  "an empty file": { make: (output) => put(output, ""), says: /no atlas|cannot be read|not there/ },
  "a text": { make: (output) => put(output, "no database\n".repeat(1000)), says: /cannot be read|not there/ },
  truncated: {
    async make(output) {
      await copyDatabase(output);
      await truncate(join(output, FILE), 100_000);
    },
    says: /cannot be read|damaged|not there/,
  },
  "a folder in the place of the file": {
    make: async (output) => void (await mkdir(join(output, FILE), { recursive: true })),
    says: /cannot be read|not there|is no file/i,
  },
  ...(process.platform === "win32"
    ? {}
    : {
        "a pipe in the place of the file": {
          async make(output: string) {
            await mkdir(output);
            execFileSync("mkfifo", [join(output, FILE)]);
          },
          says: /not there|is no file/,
        },
      }),
  "of another program": {
    make: (output) => change(output, "DROP TABLE stage_runs"),
    says: /no atlas|not there/,
  },
  "of another version": {
    make: (output) => change(output, ...TABLES.map((table) => `ALTER TABLE ${table} RENAME TO old_${table}`)),
    says: /another version|not there/,
  },
};

/** Every question needs one of them. */
const TABLES = ["papers", "topics", "topic_papers", "paper_vectors", "duplicates", "runs"];

async function put(output: string, text: string): Promise<void> {
  await mkdir(output);
  await writeFile(join(output, FILE), text);
}

async function copyDatabase(output: string): Promise<void> {
  await mkdir(output);
  await cp(join(good, FILE), join(output, FILE));
}

async function change(output: string, ...statements: string[]): Promise<void> {
  await copyDatabase(output);
  const database = await Database.open(join(output, FILE));
  const views = await database.query<{ name: string }>(
    "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal",
  );
  for (const { name } of views) await database.execute(`DROP VIEW ${name}`);
  for (const statement of statements) await database.execute(statement);
  database.close();
}

/** Returns every file below a folder with its content and the time of its last change. */
async function snapshot(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    const content = entry.isFile() ? hashText(await readFile(file, "latin1")) : "";
    return `${file} ${content} ${(await stat(file)).mtimeMs}`;
  });
  return (await Promise.all(files)).sort();
}

/** Calls a command as its first example does, on an output. Returns what was thrown, and what it printed. */
async function ask(name: CommandName, output: string): Promise<{ error: unknown; printed: string }> {
  const examples = listExamples(await printHelp(PROGRAM, name));
  const call = examples.find((example) => !/--output|[|<>]/.test(example.replace(/"[^"]*"|'[^']*'/g, "")))!;
  const args = splitCall(call).map((word) => (word === "papers.jsonl" ? join(folder, "papers.jsonl") : word));
  let printed = "";
  const keep = (text: string | Uint8Array) => {
    printed += text;
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  try {
    await (await loadCommand(name)).run(PROGRAM, [...args, "--output", output]);
    return { error: null, printed };
  } catch (error) {
    return { error, printed };
  } finally {
    vi.restoreAllMocks();
  }
}

const ASKERS: CommandName[] = [];
for (const name of NAMES) {
  const { build } = await loadCommand(name);
  if (!MAKERS.includes(name) && build(PROGRAM).options.some(({ long }) => long === "--output")) ASKERS.push(name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  ({ output: good } = await writeSmallAtlas(folder));
});

afterEach(() => vi.restoreAllMocks());

describe("a command that asks an output", () => {
  it("is any but those that make one, or need none", () => {
    expect(NAMES.filter((name) => !MAKERS.includes(name) && !ASKERS.includes(name))).toEqual([]);
  });

  describe.each(Object.keys(BROKEN))("that is %s", (what) => {
    it.each(ASKERS)("says so, ends with 2 and changes nothing: %s", async (name) => {
      const { make, says } = BROKEN[what]!;
      const output = await mkdtemp(join(folder, "broken-"));
      const path = join(output, "output");
      await make(path);
      const before = await snapshot(output);
      const { error, printed } = await ask(name, path);
      expect(error, printed).toBeInstanceOf(UserError);
      expect(`${printed}${(error as UserError).message}`.replace(/\s+/g, " ")).toMatch(says);
      expect(await snapshot(output)).toEqual(before);
    });
  });
});
