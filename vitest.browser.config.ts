import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["test/temporary-folder.ts"],
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
