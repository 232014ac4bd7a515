import type { Database } from "../database/database.ts";
import { type AtlasIdentity, SharedAtlas } from "../database/shared-atlas.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { KeptModels } from "../embedding/kept-models.ts";
import { openPaperSearch } from "../paper-search/open-paper-search.ts";
import type { PaperSearch, SearchAnswer } from "../paper-search/paper-search.ts";
import { readSearchFilters, type TypedFilters } from "../paper-search/read-filters.ts";
import type { QueryAnswer, QueryLimits } from "../sql/query-answer.ts";
import { runReadOnly } from "../sql/run-read-only.ts";
import { readOverview } from "./read-overview.ts";
import { takeTurns } from "./take-turns.ts";

/** What one call of run_sql may take; its rows are asked for with the call. */
export const SQL_LIMITS: Omit<QueryLimits, "rows"> = { seconds: 10, memory: 500e6 };

/** Each is a process of its own. */
const QUERIES_AT_ONCE = 2;

/** What a server keeps between calls of tools. */
export class AtlasSession {
  readonly #output: string;
  readonly #atlas: SharedAtlas;
  readonly #models: KeptModels;
  readonly #takeQueryTurn = takeTurns(QUERIES_AT_ONCE);
  readonly #takeSearchTurn = takeTurns(1);
  #search: { identity: AtlasIdentity; papers: PaperSearch } | null = null;
  /** The database of the search whose turn it is. */
  #searched: Database | null = null;

  /** `output`: the output folder of a run, or the atlas.duckdb in it, which each call looks for anew. */
  constructor(output: string, embedding: EmbedderSource) {
    this.#output = output;
    this.#atlas = new SharedAtlas(output);
    this.#models = new KeptModels(embedding);
  }

  /** Hands the database that is there now to `ask`, open to read. Throws a UserError where it cannot be read. */
  ask<Answer>(ask: (database: Database) => Promise<Answer>): Promise<Answer> {
    return this.#atlas.ask(ask);
  }

  /** Finds the papers that answer a question best. Texts, vectors and model are read at the first question, and what a run has changed anew. */
  findPapers(question: string, typed: TypedFilters, limit: number): Promise<SearchAnswer> {
    return this.#takeSearchTurn(() =>
      this.#atlas.ask(async (database, identity) => {
        const filters = await readSearchFilters(database, typed);
        if (this.#search?.identity !== identity)
          this.#search = { identity, papers: await openPaperSearch(database, this.#models, () => this.#searched!) };
        this.#searched = database;
        return this.#search.papers.find(question, filters, limit);
      }),
    );
  }

  /** Runs one statement in a process that can only read, and returns at most so many rows. Throws a UserError where it is wrong or not allowed. */
  runSql(sql: string, rows: number): Promise<QueryAnswer> {
    return this.#takeQueryTurn(() => runReadOnly(this.#output, sql, { ...SQL_LIMITS, rows }));
  }

  /** Throws a UserError where the file that is there now cannot answer. */
  async check(): Promise<void> {
    await this.ask(readOverview);
  }

  /** Frees the model. */
  close(): Promise<void> {
    return this.#models.close();
  }
}
