import type { Config } from "../config.ts";
import { UserError } from "../error.ts";

/** Throws a UserError when --from or --only names no stage. `names` are all stages in order. */
export function checkRequest({ from, only }: Pick<Config, "from" | "only">, names: readonly string[]): void {
  for (const [flag, name] of [
    ["--from", from],
    ["--only", only],
  ]) {
    if (name !== undefined && !names.includes(name)) {
      throw new UserError(`${flag} ${name}: must be one of ${names.join(", ")}`);
    }
  }
}

/**
 * Returns whether a stage runs, or its last result is taken over, by --from, --only, --force and --from-scratch. `names` are all stages in order.
 * Throws a UserError where --only would leave results that no longer fit together.
 */
export function decide(
  name: string,
  isUpToDate: boolean,
  { from, only, force, fromScratch }: Pick<Config, "from" | "only" | "force" | "fromScratch">,
  names: readonly string[],
): "run" | "skip" {
  const place = names.indexOf(name);
  if (only) {
    if (name === only) return "run";
    if (isUpToDate) return "skip";
    const isBefore = place < names.indexOf(only);
    throw new UserError(
      isBefore
        ? `--only ${only}: ${name}, which comes before it, has never run or is out of date. Run without --only first.`
        : `--only ${only}: what ${name} made would no longer fit. Nothing was changed; run --from ${only}.`,
    );
  }
  if (force || fromScratch || (from && place >= names.indexOf(from))) return "run";
  return isUpToDate ? "skip" : "run";
}
