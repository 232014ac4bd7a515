import { createHash } from "node:crypto";
import { formatCount } from "../text/format-figure.ts";
import { describeLevels } from "../topics/level-names.ts";
import type { AtlasData, AtlasTexts } from "./atlas-data.ts";
import { compileCharts } from "./charts/compile-charts.ts";
import { CHUNKS_BLOCK, type ChunkIndex } from "./chunk-format.ts";
import { type DataBlock, encodeBlock } from "./encode.ts";
import { escapeHtml } from "./escape-html.ts";
import { MAP_MARKUP } from "./map-markup.ts";
import { packTexts } from "./pack-texts.ts";
import { SERVED_BLOCK, type ServedPage } from "./served-page.ts";
import { STYLE } from "./style/page-style.ts";

/** Where the long texts are: in the page, in chunks beside it, or with its server. */
export type PageTexts = { held: AtlasTexts } | { chunks: ChunkIndex } | "served";

/**
 * Returns the page as HTML. Only the script and the style given here are allowed, by their SHA-256, and nothing may be loaded but the chunks beside it, where
 * it has any; a page that a server gives out may ask that server. Texts of the feed stand in the data alone; the client makes text nodes of them.
 */
export function renderPage(
  data: AtlasData,
  texts: PageTexts,
  script: string,
  served: ServedPage | null = null,
): string {
  const policy = [
    "default-src 'none'",
    // Chunks lie beside the page, on a disk or a server; a hash of theirs is not looked at on a disk.
    `script-src '${hashSource(script)}'${hasChunks(texts) ? " 'self' file:" : ""}`,
    `style-src '${hashSource(STYLE)}'`,
    "img-src data: blob:",
    ...(served ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const title = describeAtlas(data);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Topic atlas: ${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<div class="skips"><button type="button" class="skip" data-skip="side">Skip to topics and papers</button><button type="button" class="skip" data-skip="map">Skip to the map</button></div>
<header class="bar">
<div class="name"><h1>Topic atlas</h1><p id="summary">${escapeHtml(title)}</p></div>
<div id="search" class="search"></div>
<div id="tools" class="tools"></div>
</header>
<main class="layout">
<div id="side" class="side"></div>
${MAP_MARKUP}
<section id="timeline" class="timeline" aria-label="Timeline" hidden></section>
<aside id="card" class="card" aria-label="Details" hidden></aside>
</main>
<p id="announcer" class="visually-hidden" role="status" aria-live="polite"></p>
<noscript><p class="noscript">This page draws the map with a script, which is switched off. The same papers and topics stand in report.md and in the database.</p></noscript>
${renderBlock("atlas-data", encodeBlock(data))}
${renderTexts(texts, data.papers.title)}
${renderBlock("atlas-charts", encodeBlock(compileCharts()))}
${served ? `${renderBlock(SERVED_BLOCK, encodeBlock(served))}\n` : ""}<script>${script}</script>
</body>
</html>
`;
}

/** Returns what the page holds, such as "439 papers in 23 topics". */
function describeAtlas({ papers, topics }: AtlasData): string {
  const levels = 1 + Math.max(0, ...topics.map(({ level }) => level));
  const counts = Array.from({ length: levels }, (_, depth) => topics.filter(({ level }) => level === depth).length);
  return `${formatCount(papers.id.length, "paper")} in ${describeLevels(counts)}`;
}

function hasChunks(texts: PageTexts): texts is { chunks: ChunkIndex } {
  return typeof texts === "object" && "chunks" in texts;
}

function renderTexts(texts: PageTexts, titles: readonly string[]): string {
  if (texts === "served") return "";
  return hasChunks(texts)
    ? renderBlock(CHUNKS_BLOCK, encodeBlock(texts.chunks))
    : renderBlock("atlas-texts", encodeBlock(packTexts(texts.held, titles)));
}

function renderBlock(id: string, { type, content }: DataBlock): string {
  return `<script type="${type}" id="${id}">${content}</script>`;
}

function hashSource(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
