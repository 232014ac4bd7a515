import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { buildAtlasData, buildAtlasTexts } from "../atlas/build-atlas-data.ts";
import { bundleClient } from "../atlas/bundle-client.ts";
import { readAtlasRows } from "../atlas/read-atlas-rows.ts";
import { chooseDarkColors } from "../charts/dark-colors.ts";
import { askAtlas } from "../database/ask-atlas.ts";
import { DATABASE_FILE } from "../database/open-atlas-database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { hashText } from "../hash.ts";
import { openPaperSearch } from "../paper-search/open-paper-search.ts";
import type { AtlasOnDisk } from "./follow-atlas.ts";
import { createServedAtlas } from "./served-atlas.ts";

const VERSION_DIGITS = 16;

/**
 * Returns the result in an output folder, or in its file, to be given out. All of it is held in memory: the file is open only while it is read, so that no
 * run waits for it. `source` has the model of the vectors.
 */
export function findAtlasOnDisk(path: string, source: EmbedderSource): AtlasOnDisk {
  return {
    async sign() {
      try {
        const { ino, size, mtimeMs } = await stat(await findFile(path));
        return `${ino}-${size}-${mtimeMs}`;
      } catch {
        return null;
      }
    },
    async load(signature) {
      const { rows, ranker } = await askAtlas(path, async (database) => ({
        rows: await readAtlasRows(database),
        ranker: await openPaperSearch(database, source),
      }));
      const parts = {
        version: hashText(signature).slice(0, VERSION_DIGITS),
        data: buildAtlasData(rows, chooseDarkColors),
        texts: buildAtlasTexts(rows),
        script: await bundleClient(),
        ranker,
      };
      const atlas = createServedAtlas(parts);
      atlas.page.prepare();
      return atlas;
    },
  };
}

async function findFile(path: string): Promise<string> {
  return existsSync(path) && (await stat(path)).isDirectory() ? join(path, DATABASE_FILE) : path;
}
