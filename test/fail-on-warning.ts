import { afterEach, beforeEach, expect, vi } from "vitest";

const warnings: string[] = [];

function keepWarning(warning: Error): void {
  warnings.push(warning.message);
}

beforeEach(() => {
  warnings.length = 0;
  vi.spyOn(console, "warn").mockImplementation((...parts) => void warnings.push(parts.join(" ")));
  vi.spyOn(console, "error").mockImplementation((...parts) => void warnings.push(parts.join(" ")));
  process.on("warning", keepWarning);
});

afterEach(() => {
  process.off("warning", keepWarning);
  expect(warnings, "warnings during the test").toEqual([]);
});
