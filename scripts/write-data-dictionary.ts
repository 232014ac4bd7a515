import { writeFile } from "node:fs/promises";
import { Database } from "../pipeline/database/database.ts";
import { loadStages } from "../pipeline/stages/stages.ts";
import { writeDataDictionary } from "./data-dictionary.ts";
import { readDictionary } from "./read-dictionary.ts";

// `npm run dictionary`: writes docs/data-dictionary.md from the comments in pipeline/database/schema.sql.

const database = await Database.open(":memory:");
await database.createSchema();
const text = writeDataDictionary(await readDictionary(database), await loadStages());
database.close();
await writeFile(new URL("../docs/data-dictionary.md", import.meta.url), text);
