/** What was found of one thing that was looked at. */
export type Finding = {
  /** What was looked at, in a word or two. */
  check: string;
  /** ok; note: to be known, nothing is wrong; problem: must be mended. */
  status: "ok" | "note" | "problem";
  message: string;
  /** What to do; null where there is nothing to do. */
  next: string | null;
};

/** Returns a finding that all is well. */
export function ok(check: string, message: string): Finding {
  return { check, status: "ok", message, next: null };
}

/** Returns a finding that is to be known. */
export function note(check: string, message: string, next: string | null = null): Finding {
  return { check, status: "note", message, next };
}

/** Returns a finding that must be mended; `next` is empty where the message says what to do. */
export function problem(check: string, message: string, next: string): Finding {
  return { check, status: "problem", message, next: next || null };
}
