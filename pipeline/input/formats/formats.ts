import { dailyPage } from "./daily-page.ts";
import type { Format } from "./format.ts";
import { jsonLines } from "./json-lines.ts";

/** Every format that can be read; the first that recognizes a file reads it. */
export const FORMATS: readonly Format[] = [dailyPage, jsonLines];
