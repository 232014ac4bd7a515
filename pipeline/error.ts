/** A mistake that the user can mend: printed without a stack, exit code 2. Any other error is a bug: printed with its stack, exit code 1. */
export class UserError extends Error {
  override name = "UserError";
  /** Exit code of the command that it ends. */
  readonly exitCode: number = 2;
}

/** Another run has the output: the same command can be given again later. Exit code 3. */
export class BusyError extends UserError {
  override readonly exitCode = 3;
}

/** Returns the first line of what caused an error; of the error itself where no cause is known. */
export function describeCause(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return describeError(cause).split("\n")[0]!;
}

/** Returns the message of whatever was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
