import { UserError } from "./error.ts";

const UNITS: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9 };
const AMOUNT = /^(\d{1,9}(?:\.\d{1,9})?) ?([MG]B)$/i;

/** What DuckDB may have of it; the rest is for texts, vectors, the model and the program. */
const DATABASE_SHARE = 0.25;

/** How much memory a run may take. Whoever is about to allocate much asks first. */
export type MemoryBudget = {
  /** In bytes. */
  total: number;
  /** Its part for the database, in bytes. */
  database: number;
  /** Throws a UserError with both numbers where what is asked for, in bytes, is more than there is. `what` is a plural, such as "9,000 papers". */
  require(what: string, bytes: number): void;
};

/** Returns the bytes of an amount such as "2GB" or "1500 MB"; null where it is none. */
export function readMemory(amount: string): number | null {
  const [, number, unit] = AMOUNT.exec(amount) ?? [];
  return number === undefined ? null : Math.round(Number(number) * UNITS[unit!.toUpperCase()]!);
}

/** Returns the budget of an amount that readMemory reads. */
export function createMemoryBudget(amount: string): MemoryBudget {
  const total = readMemory(amount)!;
  return {
    total,
    database: Math.floor(total * DATABASE_SHARE),
    require(what, bytes) {
      if (bytes <= total) return;
      const needed = formatMemory(bytes);
      throw new UserError(
        `--memory ${amount}: ${what} need about ${needed}. Give fewer, or allow more: --memory ${needed.replace(" ", "")}`,
      );
    },
  };
}

/** Rounded up, so that what is shown is enough. */
function formatMemory(bytes: number): string {
  return bytes < UNITS.GB!
    ? `${Math.ceil(bytes / UNITS.MB!)} MB`
    : `${(Math.ceil(bytes / (UNITS.GB! / 10)) / 10).toFixed(1)} GB`;
}
