import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["test/temporary-folder.ts"],
    include: ["test/examples/**/*.test.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
