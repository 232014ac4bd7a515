/** A value as JSON has it. */
export type PlainValue = string | number | boolean | null | PlainValue[] | { [key: string]: PlainValue };

/** What a query may take. */
export type QueryLimits = {
  /** Rows that are returned at the most. */
  rows: number;
  /** Time until it is stopped. */
  seconds: number;
  /** Bytes that the database may take for it. */
  memory: number;
};

/** What a query returned. */
export type QueryAnswer = {
  /** Names, each different. */
  columns: string[];
  /** Types as DuckDB names them, such as VARCHAR or FLOAT[384]. */
  types: string[];
  /** A value a column. Whole and decimal numbers that a double cannot hold exactly are strings, days and times ISO 8601. */
  rows: PlainValue[][];
  /** Whether there were more rows than are here. */
  isCut: boolean;
};

/** What a process is asked. */
export type QueryRequest = { file: string; sql: string; limits: QueryLimits };

/** Why a query has no answer: it is wrong or not allowed, took too long or too much. */
export type QueryFailure = { kind: "refused"; message: string } | { kind: "time" | "memory" };

/** What a process says of a query. */
export type QueryReply = { answer: QueryAnswer } | { failure: QueryFailure };
