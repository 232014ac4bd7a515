import fc from "fast-check";
import { hostileText, hostileWord } from "./hostile-text.ts";

const DATES = [
  "2026-11-25",
  "2026-02-30",
  "0000-05-01",
  "9999-12-31",
  "10000-01-01",
  "-000001-01-01",
  "2026-11-25T23:59:60Z",
  "2026-1-1",
  "Nov 25",
  "1970-01-01",
  "0001-01-01",
  "2024-02-29",
  "",
  "  ",
];
const NUMBERS = [0, 1, -1, 1.5, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e21, 1e308, -0];

const odd: fc.Arbitrary<unknown> = fc.oneof(
  hostileWord,
  fc.constantFrom<unknown>(...NUMBERS, null, true, [], {}, [[[]]], { a: { b: 1 } }),
);

const extra = fc.dictionary(
  fc.oneof(fc.constantFrom("__proto__", "constructor", "toString", "label"), hostileWord),
  odd,
  {
    maxKeys: 2,
  },
);

/** A record with most of its fields as they should be, and one or two as they should not. */
const record = fc
  .record(
    {
      title: fc.oneof({ arbitrary: hostileText, weight: 12 }, { arbitrary: odd, weight: 1 }),
      abstract: fc.oneof({ arbitrary: hostileText, weight: 12 }, { arbitrary: odd, weight: 1 }),
      id: odd,
      arxiv_id: fc.oneof(fc.constantFrom("2401.00001", "arXiv:2401.00001v3", "cs/0001001", "x"), odd),
      date: fc.oneof({ arbitrary: fc.constantFrom<unknown>(...DATES), weight: 4 }, { arbitrary: odd, weight: 1 }),
      upvotes: fc.oneof(fc.constantFrom<unknown>(...NUMBERS), odd),
      rank: fc.oneof(fc.constantFrom<unknown>(...NUMBERS), odd),
    },
    { requiredKeys: ["title", "abstract"] },
  )
  .chain((fields) => extra.map((more) => JSON.stringify({ ...more, ...fields }) as string));

/** Values that no reader must end at: nested deep, huge, unfinished. */
const garbage = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "null",
    "[]",
    "{}",
    "1e999",
    '"x"',
    "{",
    '{"title":',
    '{"title":"a","abstract":"\\ud800"}',
    "\ufeff{}",
    "\u0000",
    '{"title":"a","title":"b","abstract":"c"}',
    '{"__proto__":{"title":"a"},"abstract":"b"}',
    "[1,2",
    "\u001b[31m{}",
    "undefined",
  ),
  fc
    .tuple(fc.constantFrom("[", '{"a":', '{"title":[', "1", '"'), fc.constantFrom(100, 5000, 20_000))
    .map(([open, count]) => open.repeat(count)),
  fc
    .constantFrom(5000, 20_000)
    .map((depth) => `{"title":"Deep","abstract":"deep words","x":${"[".repeat(depth)}${"]".repeat(depth)}}`),
  fc.constantFrom(5000, 20_000).map((depth) => `{"title":${"[".repeat(depth)}${"]".repeat(depth)},"abstract":"x"}`),
  hostileText,
);

/** A line of a JSON-lines file: mostly a record, else anything. Line breaks in it part it in several. */
export const recordLine = fc.oneof({ arbitrary: record, weight: 5 }, { arbitrary: garbage, weight: 1 });
