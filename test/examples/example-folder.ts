import { chmod, cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { writeThemedPapers } from "../themed-papers.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAPERS_PER_THEME = 12;

/**
 * Makes a folder in which the examples of every help work as printed: the scripts of this project, its seeds, their output where `output`
 * names one, the files of a user that examples name, and a sendmail that only reads.
 */
export async function makeExampleFolder(output: string | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-examples-"));
  const manifest = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const scripts = Object.entries<string>(manifest.scripts).map(([name, script]) => [
    name,
    script.replace("pipeline/cli/main.ts", join(ROOT, "pipeline/cli/main.ts")),
  ]);
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ private: true, type: "module", scripts: Object.fromEntries(scripts) }),
  );
  for (const name of ["node_modules", "seeds"]) await symlink(join(ROOT, name), join(folder, name));
  if (output !== undefined) await cp(output, join(folder, "output"), { recursive: true });
  await writeInputs(folder);
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin/sendmail"), "#!/bin/sh\ncat > /dev/null\n");
  await chmod(join(folder, "bin/sendmail"), 0o755);
  return folder;
}

async function writeInputs(folder: string): Promise<void> {
  await writeFile(join(folder, "topics.txt"), "quantization\nkv cache compression\n");
  const papers = join(folder, "papers.jsonl");
  await writeThemedPapers(papers, PAPERS_PER_THEME, 1, "2025-12-01");
  const content = await readFile(papers);
  await writeFile(`${papers}.gz`, gzipSync(content));
  await mkdir(join(folder, "feeds/2025"), { recursive: true });
  await writeThemedPapers(join(folder, "feeds/2025/day.jsonl"), PAPERS_PER_THEME, 2, "2025-12-02");
  await writeFile(join(folder, "more.zip"), zipSync({ "more.jsonl": content }));
  const rows = content.toString().trim().split("\n");
  const cells = rows.map((row) => JSON.parse(row) as { title: string; abstract: string });
  const table = cells.map(({ title, abstract }) => `${title},"${abstract}"`);
  await writeFile(join(folder, "export.csv"), ["Title,Notes", ...table, ""].join("\n"));
  await writeFile(join(folder, "feeds/2025/day.csv"), ["Title,Abstract", ...table, ""].join("\n"));
}
