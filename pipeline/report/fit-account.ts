import type { RootContent } from "mdast";
import { paragraph, table } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatNumber } from "../text/format-figure.ts";
import type { DriftRow, FitRow, ReportData, UnsettledRow } from "./report-rows.ts";

const MOST_UNSETTLED = 50;

/** Returns what is new since the last fit: the papers that were placed, and those that fit no topic yet; nothing where all had part in the fit. */
export function describePlaced({ fit }: Pick<ReportData, "fit">): RootContent[] {
  if (fit?.decision !== "standing" || fit.placed_papers === 0) return [];
  const { placed_papers: placed, unsettled_papers: unsettled } = fit;
  const came = `${formatCount(placed, "paper")} came since topics and map were last fitted, and ${placed === 1 ? "was" : "were"} placed among the others, which did not move.`;
  const open =
    unsettled === 0
      ? "All of them fit a topic."
      : `${formatNumber(unsettled)} of them ${unsettled === 1 ? "is" : "are"} unsettled: ${unsettled === 1 ? "it fits" : "they fit"} no topic yet.`;
  return [paragraph(`${came} ${open}`)];
}

/** Returns how far the fit can still be trusted, in a paragraph and a table of its drift; nothing after a first fit. */
export function describeFit({ fit, drift }: Pick<ReportData, "fit" | "drift">): RootContent[] {
  if (fit === null || (fit.decision === "new" && fit.fit === 1)) return [];
  if (fit.decision === "new") {
    return [paragraph(`Topics and map were fitted anew in this run, for the ${nth(fit.fit)} time: ${fit.reason}.`)];
  }
  return [
    paragraph(`${tellStanding(fit)} ${judgeDrift(drift)}`.trimEnd()),
    ...(drift.length > 0 ? [tabulateDrift(drift)] : []),
  ];
}

function tellStanding({ fit, map_decision, reason, fitted_papers }: FitRow): string {
  const map = map_decision === "standing" ? "topics and map" : "topics";
  return `The ${map} of fit ${fit}, of ${formatCount(fitted_papers, "paper")}, stand: ${reason}.`;
}

function judgeDrift(drift: readonly DriftRow[]): string {
  if (drift.length === 0) return "";
  const exceeded = drift.filter(({ is_exceeded }) => is_exceeded);
  if (exceeded.length === 0) return "No measure of drift has passed its limit:";
  const names = exceeded.map(({ measure }) => nameMeasure(measure)).join(" and ");
  return `The papers that came since have drifted from it by ${names}: it should be made anew (--refit now).`;
}

function tabulateDrift(drift: readonly DriftRow[]): RootContent {
  return table(
    ["Measure", "At the fit", "Now", "Limit", ""],
    ["left", "right", "right", "right", "left"],
    drift.map(({ measure, at_fit, now, threshold, is_exceeded }) => [
      nameMeasure(measure),
      at_fit === null ? "–" : formatFigure(at_fit, 3),
      now === null ? "too few papers" : formatFigure(now, 3),
      formatFigure(threshold, 3),
      is_exceeded ? "beyond" : "within",
    ]),
  );
}

function nameMeasure(measure: string): string {
  return measure.replaceAll("_", " ");
}

function nth(count: number): string {
  const last = count % 100 >= 11 && count % 100 <= 13 ? 0 : count % 10;
  return `${count}${["th", "st", "nd", "rd"][last] ?? "th"}`;
}

/** Returns the papers that fit no topic yet, up to fifty; nothing where there are none. */
export function listUnsettled(unsettled: readonly UnsettledRow[]): RootContent[] {
  if (unsettled.length === 0) return [];
  return [
    paragraph(
      "They came since the last fit and fit no topic yet. Where enough of them hold together, a topic is born.",
    ),
    table(
      ["Paper", "Nearest topic", "Probability"],
      ["left", "left", "right"],
      unsettled
        .slice(0, MOST_UNSETTLED)
        .map(({ title, best, probability }) => [
          title,
          best ?? "–",
          probability === null ? "–" : formatFigure(probability),
        ]),
    ),
    ...(unsettled.length > MOST_UNSETTLED ? [paragraph(`… and ${unsettled.length - MOST_UNSETTLED} more.`)] : []),
  ];
}
