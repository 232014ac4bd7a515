import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toPlainValue } from "../../pipeline/sql/plain-value.ts";

let instance: DuckDBInstance;

beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
});

afterAll(() => instance.closeSync());

it.each([
  ["NULL", null],
  ["true", true],
  ["7::UTINYINT", 7],
  ["9007199254740991::BIGINT", 9007199254740991],
  ["9007199254740993::BIGINT", "9007199254740993"],
  ["-9007199254740993::BIGINT", "-9007199254740993"],
  ["170141183460469231731687303715884105727::HUGEINT", "170141183460469231731687303715884105727"],
  ["1.50::DECIMAL(10, 2)", 1.5],
  ["-0.000000000000001::DECIMAL(18, 15)", -1e-15],
  ["12345678901234567.89::DECIMAL(20, 2)", "12345678901234567.89"],
  ["0.1::FLOAT", 0.1],
  ["3.4028235e38::FLOAT", 3.4028235e38],
  ["(1/3)::FLOAT", 0.33333334],
  ["1/3", 1 / 3],
  ["'nan'::DOUBLE", "NaN"],
  ["'-inf'::FLOAT", "-Infinity"],
  ["DATE '2026-11-24'", "2026-11-24"],
  ["TIMESTAMP '2026-11-24 10:00:01.5'", "2026-11-24T10:00:01.5"],
  ["TIMESTAMP_NS '2026-11-24 10:00:01.000000005'", "2026-11-24T10:00:01.000000005"],
  ["TIMESTAMP_S '2026-11-24 10:00:01'", "2026-11-24T10:00:01"],
  ["TIME '10:00:01'", "10:00:01"],
  ["INTERVAL 3 DAYS", "3 days"],
  ["'\\xAA\\x00b'::BLOB", "\\xAA\\x00b"],
  ["'101'::BIT", "101"],
  ["'b'::ENUM('a', 'b')", "b"],
  ["'1f3e1c5a-0000-4000-8000-000000000000'::UUID", "1f3e1c5a-0000-4000-8000-000000000000"],
  ["[1, NULL]", [1, null]],
  ["[0.1, 0.2]::FLOAT[2]", [0.1, 0.2]],
  ["{'a': 1, 'b': [DATE '2026-11-24']}", { a: 1, b: ["2026-11-24"] }],
  ["MAP {'x': 1.5::DOUBLE}", { x: 1.5 }],
  ["MAP {[1, 2]: 'a'}", { "[1,2]": "a" }],
  ["union_value(q := 9007199254740993)", "9007199254740993"],
  ["{'a': 1}::VARIANT", { a: 1 }],
])("writes %s as JSON has it", async (sql, expected) => {
  const result = await (await instance.connect()).run(`SELECT ${sql}`);
  const [[value]] = await result.getRows();
  expect(toPlainValue(value!, result.columnType(0))).toEqual(expected);
});

it("writes a time with a zone in UTC", async () => {
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const result = await connection.run("SELECT TIMESTAMPTZ '2026-11-24 10:00:00+02'");
  const [[value]] = await result.getRows();
  expect(toPlainValue(value!, result.columnType(0))).toBe("2026-11-24T08:00:00Z");
});

it("takes no key of a structure for its prototype, and has no value for it, since the driver loses it", async () => {
  const result = await (await instance.connect()).run("SELECT {'__proto__': 1}");
  const [[value]] = await result.getRows();
  expect(JSON.stringify(toPlainValue(value!, result.columnType(0)))).toBe('{"__proto__":null}');
});
