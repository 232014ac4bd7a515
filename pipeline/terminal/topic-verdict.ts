import type { StabilityVerdict } from "../topics/judge-stability.ts";
import type { Terminal } from "./terminal.ts";

/** Returns a text in the colour of a verdict: firm is well, loose is to be taken with care. */
export function styleVerdict(text: string, verdict: StabilityVerdict | null, terminal: Terminal): string {
  if (verdict === "firm") return terminal.good(text);
  return verdict === "loose" ? terminal.doubtful(text) : text;
}
