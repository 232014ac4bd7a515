import { statSync } from "node:fs";
import { askOpenAtlas } from "./ask-atlas.ts";
import type { Database } from "./database.ts";
import { findAtlasFile, openAtlasDatabase } from "./open-atlas-database.ts";

/** Which file an atlas is, as long as no run has swapped another one in. */
export type AtlasIdentity = string;

type OpenFile = { identity: AtlasIdentity; opening: Promise<Database>; questions: number };

/**
 * An atlas that many ask, some at once. It is open only while it is asked, so that no run finds it locked; those that ask together share
 * it, and who asks after a run has swapped the file asks the new one.
 */
export class SharedAtlas {
  readonly #path: string;
  #current: OpenFile | null = null;

  /** `path`: the output folder of a run, or the file in it; it may be made later. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Returns which file is there now. Throws a UserError when there is none. */
  identify(): AtlasIdentity {
    const { dev, ino, size, mtimeMs } = statSync(findAtlasFile(this.#path));
    return [dev, ino, size, mtimeMs].join(" ");
  }

  /** Hands the database to `ask` and returns its answer. Throws as `askAtlas`. */
  async ask<Answer>(ask: (database: Database, identity: AtlasIdentity) => Promise<Answer>): Promise<Answer> {
    const file = this.#enter();
    try {
      const database = await file.opening;
      return await askOpenAtlas(this.#path, database, () => ask(database, file.identity));
    } finally {
      await this.#leave(file);
    }
  }

  #enter(): OpenFile {
    const identity = this.identify();
    if (this.#current?.identity !== identity)
      this.#current = { identity, opening: openAtlasDatabase(this.#path), questions: 0 };
    this.#current.questions++;
    return this.#current;
  }

  async #leave(file: OpenFile): Promise<void> {
    file.questions--;
    if (file.questions > 0) return;
    if (this.#current === file) this.#current = null;
    const database = await file.opening.catch(() => null);
    database?.close();
  }
}
