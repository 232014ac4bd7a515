import type { Config } from "../config.ts";
import { UserError } from "../error.ts";
import { formatNumber } from "../text/format-figure.ts";
import type { FittedChanges } from "./read-last-fit.ts";
import { FIT_SETTINGS, SHAPING_SETTINGS, type ShapingSettings } from "./shaping-settings.ts";

/** Why a fit cannot stand; `isSetting` where settings, or the model, are others. */
export type Objection = { reason: string; isBinding: boolean };

/** Share of the papers of a fit that may be gone, or have other vectors, while it stands. */
const MOST_CHANGED = 0.2;

/** Returns the names of those shaping settings that are others than at the fit, whose settings are a JSON object. */
export function listChangedSettings(settings: ShapingSettings, atFit: string): (keyof ShapingSettings)[] {
  const then = JSON.parse(atFit) as Record<string, unknown>;
  return SHAPING_SETTINGS.filter((name) => then[name] !== settings[name]);
}

/**
 * Returns why the last fit cannot stand; null where it can. A binding reason is one that even --refit never cannot overlook.
 */
export function objectToStanding(
  settings: ShapingSettings,
  atFit: string,
  { fitted, gone, changedVectors, widths }: FittedChanges,
): Objection | null {
  const then = JSON.parse(atFit) as ShapingSettings;
  const changed = listChangedSettings(settings, atFit).filter((name) => FIT_SETTINGS.some((other) => other === name));
  if (changed.length > 0) {
    const told = changed.map((name) => `${nameFlag(name)} is ${settings[name]} where the fit has ${then[name]}`);
    return { reason: told.join(", "), isBinding: true };
  }
  if (widths[0] !== widths[1])
    return { reason: `vectors have ${widths[1]} numbers where those of the fit have ${widths[0]}`, isBinding: true };
  if (changedVectors > MOST_CHANGED * fitted)
    return {
      reason: `${formatNumber(changedVectors)} of the ${formatNumber(fitted)} papers of the fit have other vectors, as of another model`,
      isBinding: true,
    };
  if (gone > MOST_CHANGED * fitted)
    return {
      reason: `${formatNumber(gone)} of the ${formatNumber(fitted)} papers of the fit are gone, more than a fifth`,
      isBinding: gone === fitted,
    };
  return null;
}

/** Throws a UserError where --refit never is asked for, but the fit cannot stand. */
export function refuseNever(refit: Config["refit"], { reason, isBinding }: Objection): void {
  if (refit === "never" && isBinding)
    throw new UserError(`--refit never: ${reason}. Give what the fit has, or --refit auto.`);
}

function nameFlag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
