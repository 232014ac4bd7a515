import { describe, expect, it } from "vitest";
import { parseConfig } from "../pipeline/config.ts";
import { UserError } from "../pipeline/error.ts";
import { createMemoryBudget, readMemory } from "../pipeline/memory.ts";

describe("an amount of memory", () => {
  it.each([
    ["2GB", 2e9],
    ["1500 mb", 1.5e9],
    ["2.5GB", 2.5e9],
    ["2", null],
    ["GB", null],
    ["-1GB", null],
    ["1e3GB", null],
    ["", null],
  ])("%s is %s bytes", (amount, bytes) => {
    expect(readMemory(amount)).toBe(bytes);
  });

  it("is a setting with a default, and must be enough for the program itself", () => {
    expect(parseConfig().memory).toBe("4GB");
    expect(() => parseConfig({ memory: "900MB" })).toThrow("--memory 900MB: must be an amount from 1GB, such as 2GB");
    expect(() => parseConfig({ memory: 3 })).toThrow("--memory 3: must be a string");
  });
});

describe("a budget", () => {
  it("gives a part to the database, and says both numbers where something does not fit", () => {
    const budget = createMemoryBudget("2GB");
    expect(budget.database).toBeLessThan(budget.total / 2);
    budget.require("9 papers", 2e9);
    const ask = () => budget.require("90,000 papers", 2_610_000_000);
    expect(ask).toThrow(UserError);
    expect(ask).toThrow("--memory 2GB: 90,000 papers need about 2.7 GB. Give fewer, or allow more: --memory 2.7GB");
  });
});
