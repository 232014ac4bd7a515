import { testCalls } from "./test-calls.ts";

await testCalls("digest", "few");
