import { parseArgs } from "node:util";
import { defineConfig } from "vitest/config";

/** How much is tried: all of it, or a sample of it that another seed makes another. */
export type Extent = { isShort: boolean; seed: number };

const { values } = parseArgs({
  args: process.argv.slice(process.argv.indexOf("--") + 1 || process.argv.length),
  options: { short: { type: "boolean", default: false }, seed: { type: "string", default: "1" } },
});
const extent: Extent = { isShort: values.short, seed: Number(values.seed) };

declare module "vitest" {
  export interface ProvidedContext {
    extent: Extent;
  }
}

export default defineConfig({
  test: {
    globalSetup: ["test/temporary-folder.ts"],
    include: ["test/faults/**/*.test.ts"],
    provide: { extent },
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
