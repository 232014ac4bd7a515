import { testCalls } from "./test-calls.ts";

await testCalls("first run", "few");
