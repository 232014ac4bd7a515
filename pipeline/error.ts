/** A mistake that the user can mend: printed without a stack, exit code 2. Any other error is a bug: printed with its stack, exit code 1. */
export class UserError extends Error {
  override name = "UserError";
}

/** Returns the message of whatever was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
