import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DATABASE_FILE } from "../pipeline/database/open-atlas-database.ts";
import { answerPage } from "./sql-answers.ts";

// `npm run answers`: writes the answers in docs/sql.md as output/ gives them, which must be that of the seeds. With --check it changes nothing,
// and ends with 1 where they are not current. `npm run answers -- FOLDER` takes another output folder.

const PAGE = new URL("../docs/sql.md", import.meta.url);

const isCheck = process.argv.includes("--check");
const folder = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "output";
const page = await readFile(PAGE, "utf8");
const current = await answerPage(page, join(folder, DATABASE_FILE));
if (!isCheck) await writeFile(PAGE, current);
else if (current !== page) {
  process.stdout.write(
    "docs/sql.md: its answers are not those of the seeds: run npm run pipeline && npm run answers\n",
  );
  process.exitCode = 1;
}
