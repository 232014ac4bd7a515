import type { Database } from "../database/database.ts";
import { SharedAtlas } from "../database/shared-atlas.ts";
import { UserError } from "../error.ts";
import type { Log } from "../log.ts";

/** What a server keeps between calls of tools. */
export class AtlasSession {
  readonly #atlas: SharedAtlas;

  /** `output`: the output folder of a run, or the atlas.duckdb in it. It need not be there yet. */
  constructor(output: string) {
    this.#atlas = new SharedAtlas(output);
  }

  /** Hands the database that is there now to `ask`, open to read. Throws a UserError where it cannot be read. */
  ask<Answer>(ask: (database: Database) => Promise<Answer>): Promise<Answer> {
    return this.#atlas.ask(ask);
  }

  /** Tells the log where no call can be answered yet: the file may still be made, so that this is no error. */
  async warnOfFile(log: Log): Promise<void> {
    try {
      await this.ask(async () => {});
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      log.warn(error.message);
    }
  }

  async close(): Promise<void> {}
}
