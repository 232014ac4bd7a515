import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["test/temporary-folder.ts"],
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.slow.test.ts", "test/browser/**", "test/examples/**", "test/faults/**", "test/package/**"],
    setupFiles: ["test/fail-on-warning.ts"],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
