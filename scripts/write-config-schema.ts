import { writeFile } from "node:fs/promises";
import { writeConfigSchema } from "./config-schema.ts";

// `npm run schema`: writes the JSON schema of topic-atlas.config.json, for editors, from the schema that checks it.

await writeFile(new URL("../docs/topic-atlas.config.schema.json", import.meta.url), writeConfigSchema());
