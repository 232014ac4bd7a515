import { defineConfig } from "vitest/config";

/** Tests that start many processes or whole runs: they would take `npm test` past four minutes. */
export default defineConfig({
  test: {
    globalSetup: ["test/temporary-folder.ts"],
    include: ["test/**/*.slow.test.ts"],
    setupFiles: ["test/fail-on-warning.ts"],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
