import { formatCount, formatNumber } from "../text/format-figure.ts";
import type { RejectedRecord } from "./record.ts";

/** Records of one file that lack their abstract alone: how many, and the line of the first. */
export type WithoutAbstract = { count: number; line: number };

/** Fewer are told one by one. */
const FEWEST_TOGETHER = 3;

/** How records are rejected that have nothing but no abstract against them. */
const NO_ABSTRACT = /^abstract: (?:is missing|"[^"]*": (?:is empty|says that there is none))$/;

/** Returns whether a record is rejected for nothing but that it has no abstract. */
export function isWithoutAbstract(reason: string): boolean {
  return NO_ABSTRACT.test(reason);
}

/** Counts what is rejected and keeps the first of it: of a bibliography the records without abstract may be most, and are told together. */
export class RejectionTally {
  readonly #mostShown: number;
  #others: RejectedRecord[] = [];
  readonly #otherCounts = new Map<string, number>();
  readonly #without = new Map<string, { count: number; first: RejectedRecord[] }>();

  constructor(mostShown: number) {
    this.#mostShown = mostShown;
  }

  add(record: RejectedRecord): void {
    if (!isWithoutAbstract(record.reason)) {
      this.#otherCounts.set(record.source, (this.#otherCounts.get(record.source) ?? 0) + 1);
      if (this.#others.length < this.#mostShown) this.#others.push(record);
      return;
    }
    const known = this.#without.get(record.source) ?? { count: 0, first: [] };
    known.count += 1;
    if (known.first.length < FEWEST_TOGETHER) known.first.push(record);
    this.#without.set(record.source, known);
  }

  /** Forgets what came of a source: its file turned out to be damaged. */
  drop(source: string): void {
    this.#without.delete(source);
    this.#otherCounts.delete(source);
    this.#others = this.#others.filter((record) => record.source !== source);
  }

  /** Returns the first records that are told one by one, in order of their files and lines, and how many there are of them. */
  listSingle(): { shown: RejectedRecord[]; count: number } {
    const few = [...this.#without.values()]
      .filter(({ count }) => count < FEWEST_TOGETHER)
      .flatMap(({ first }) => first);
    const bySource = (a: RejectedRecord, b: RejectedRecord) =>
      a.source === b.source ? a.line - b.line : a.source < b.source ? -1 : 1;
    const shown = [...this.#others, ...few].sort(bySource).slice(0, this.#mostShown);
    const count = [...this.#otherCounts.values()].reduce((sum, each) => sum + each, few.length);
    return { shown, count };
  }

  /** Returns the files of which so many records have no abstract that they are told together, in the order in which they were read. */
  listTogether(): ({ source: string } & WithoutAbstract)[] {
    return [...this.#without]
      .filter(([, { count }]) => count >= FEWEST_TOGETHER)
      .map(([source, { count, first }]) => ({ source, count, line: first[0]!.line }));
  }
}

/** Says how many records of a file have no abstract. */
export function describeWithoutAbstract({ count, line }: WithoutAbstract, records: number): string {
  return `${formatNumber(count)} of ${formatCount(records, "record")} ${count === 1 ? "has" : "have"} no abstract, the first at line ${line}: topics are found by title and abstract, so they are left out`;
}
