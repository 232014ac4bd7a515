/** Why the server, or a file beside the page, gives nothing, as a sentence; null while it does. `canReload`: the page may be mended by loading it anew. */
export type SourceState = { failure: string | null; canReload: boolean };

/** What was asked for did not come; why stands in the state of its source. */
export class SourceFailure extends Error {
  override name = "SourceFailure";
}

/** Passes over a failure of a source, which its state tells; throws any other. */
export function passSourceFailure(error: unknown): void {
  if (!(error instanceof SourceFailure)) throw error;
}
