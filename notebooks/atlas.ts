import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { renderPng, renderSvg } from "../pipeline/charts/render-chart.ts";
import { chartConfig, SPEC_SCHEMA } from "../pipeline/charts/theme.ts";
import type { Database } from "../pipeline/database/database.ts";
import { openAtlasDatabase } from "../pipeline/database/open-atlas-database.ts";

declare const Deno: {
  jupyter: {
    broadcast(message: "display_data", content: Record<"data" | "metadata" | "transient", object>): Promise<void>;
  };
};

const PROJECT = fileURLToPath(new URL("../", import.meta.url));
/** Pixels of a picture to one of the chart: sharp on most screens, at half the bytes of two. */
const PNG_SCALE = 1.5;
const SENDING_MILLISECONDS = 150;

/** Opens the result of a run to read: its output folder, seen from the project's root. A run that begins meanwhile is not locked out. */
export function openAtlas(output: string): Promise<Database> {
  return openAtlasDatabase(resolve(PROJECT, output));
}

/** Shows a Vega-Lite chart in the look of the report: interactive where Vega-Lite is known, else as a picture. */
export async function draw(spec: object): Promise<void> {
  const { title, ...config } = chartConfig();
  const chart = {
    $schema: SPEC_SCHEMA,
    ...spec,
    config: { ...config, padding: 10, title: { ...(title as object), fontSize: 16, subtitleFontSize: 12, offset: 12 } },
  } as Parameters<typeof renderSvg>[0];
  const svg = await renderSvg(chart);
  const [, width, height] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
  const size = { width: Math.round(Number(width)), height: Math.round(Number(height)) };
  await show(
    {
      "application/vnd.vegalite.v6+json": chart,
      "image/png": Buffer.from(await renderPng(svg, PNG_SCALE)).toString("base64"),
      "text/plain": chart.description ?? "Chart",
    },
    { "image/png": size },
  );
}

/** Shows rows as a table, a column a key. Numbers stand to the right; a null shows as nothing. */
export async function table(rows: readonly object[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => names.map((name) => (row as Record<string, unknown>)[name]));
  const sides = names.map((_, column) => (values.every((row) => isNumber(row[column])) ? "right" : "left"));
  const digits = names.map((_, column) => Math.max(0, ...values.map((row) => countDigits(row[column]))));
  const row = (tag: "th" | "td", texts: string[]) => {
    const cells = texts.map((text, column) =>
      h(tag, { align: sides[column], style: `text-align: ${sides[column]}` }, text),
    );
    return h("tr", cells);
  };
  const head = row(
    "th",
    names.map((name) => name.replaceAll("_", " ")),
  );
  const body = values.map((cells) =>
    row(
      "td",
      cells.map((value, column) => writeValue(value, digits[column]!)),
    ),
  );
  await show({
    "text/html": toHtml(h("table", [h("thead", head), h("tbody", body)])),
    "text/plain": `${rows.length} rows`,
  });
}

/** Shows a text that is written as Markdown. */
export async function say(markdown: string): Promise<void> {
  await show({ "text/markdown": markdown, "text/plain": markdown });
}

/** Returns a text with the characters that Markdown would take for its own escaped. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$]/g, "\\$&");
}

/** Shows a value by media type, of which the reader's program takes the best that it knows. */
async function show(data: object, metadata: object = {}): Promise<void> {
  await Deno.jupyter.broadcast("display_data", { data, metadata, transient: {} });
  // The kernel may tell that the cell has ended before it has sent what the cell shows, which is then lost.
  await setTimeout(SENDING_MILLISECONDS);
}

function isNumber(value: unknown): boolean {
  return value === null || typeof value === "number" || typeof value === "bigint";
}

/** Returns how many digits of a number stand behind the point, at most four. */
function countDigits(value: unknown): number {
  return typeof value === "number" ? Math.min(4, String(value).split(".")[1]?.length ?? 0) : 0;
}

function writeValue(value: unknown, digits: number): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return value.toFixed(digits);
  return Array.isArray(value) ? value.join(", ") : String(value);
}
