import { describe, expect, it } from "vitest";
import { readFoundCases } from "./found-cases.ts";
import { PROPERTIES } from "./properties.ts";

describe("a case that fuzzing found", () => {
  it.each(readFoundCases())("%s holds now", async (_, { property, value }) => {
    const { check } = PROPERTIES.find(({ name }) => name === property)!;
    await expect(check(value)).resolves.toMatch(/^(?:done|refused)$/);
  });
});
