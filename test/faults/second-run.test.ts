import { testCalls } from "./test-calls.ts";

await testCalls("second run", "few");
