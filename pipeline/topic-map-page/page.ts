import { createHash } from "node:crypto";
import type { TopLevelSpec } from "vega-lite";
import { darkenToRim } from "../charts/topic-colors.ts";
import { bundleClient } from "./bundle-client.ts";
import { PAGE_STYLE } from "./style.ts";

/** A topic as the page's table shows it. */
export type PageTopic = {
  label: string;
  size: number;
  terms: readonly string[];
  color: string;
  /** Label of the broader topic that it is part of. */
  parent_label: string | null;
};

/** Returns the page of the map as one HTML file that needs no network. */
export async function writeTopicMapPage(
  spec: TopLevelSpec,
  topics: readonly PageTopic[],
  papers: number,
): Promise<string> {
  return renderPage(spec, topics, papers, await bundleClient());
}

/**
 * Returns the HTML of the page. Only the script given is allowed to run, by its SHA-256, and nothing may be loaded;
 * every text of the feed is escaped.
 */
export function renderPage(spec: TopLevelSpec, topics: readonly PageTopic[], papers: number, script: string): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Topic map of ${countOf(papers, "paper")}</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>Topic map</h1>
<p>${countOf(papers, "paper")} in ${countOf(topics.length, "topic")}. Near means alike; how far apart distant clusters lie, and in which direction, means nothing.</p>
<p>Point at a dot to read its title. Click a dot, a name or the legend to highlight a topic. Drag to move; zoom with the buttons, or with the wheel while Ctrl is held.</p>
</header>
<main>
<section aria-label="Map">
<div class="controls">
<button type="button" id="zoom-in" aria-label="Zoom in">+</button>
<button type="button" id="zoom-out" aria-label="Zoom out">−</button>
<button type="button" id="show-all">Show all</button>
<output id="highlighted" aria-live="polite"></output>
</div>
<div id="map" role="img" aria-label="Map of the papers as dots, coloured by topic. The table below names the topics."></div>
</section>
<section aria-labelledby="topics">
<h2 id="topics">Topics</h2>
<div class="frame">
<table>
<caption>A click on a topic highlights it on the map.</caption>
<thead><tr><th scope="col">Topic</th><th scope="col" class="number">Papers</th><th scope="col">Terms that set it apart</th></tr></thead>
<tbody>
${renderTopics(topics)}
</tbody>
</table>
</div>
</section>
</main>
<footer>Drawn with Vega, Vega-Lite and Vega-Embed, copyright University of Washington Interactive Data Lab and contributors, BSD-3-Clause licence.</footer>
<script type="application/json" id="spec">${escapeJson(JSON.stringify(spec))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Returns the rows in the order of the topics, but the parts of a broader topic together, below its name. */
function renderTopics(topics: readonly PageTopic[]): string {
  const isFirst = ({ parent_label }: PageTopic, row: number) =>
    parent_label === null || topics.findIndex((topic) => topic.parent_label === parent_label) === row;
  return topics
    .filter(isFirst)
    .flatMap((first) =>
      renderGroup(first.parent_label === null ? [first] : topics.filter((t) => t.parent_label === first.parent_label)),
    )
    .join("\n");
}

function renderGroup(topics: readonly PageTopic[]): string[] {
  const parent = topics[0]!.parent_label;
  if (parent === null) return topics.map(renderRow);
  const size = topics.reduce((sum, topic) => sum + topic.size, 0);
  const header = `<tr class="broad"><th scope="rowgroup">${escapeHtml(parent)}</th><td class="number">${size.toLocaleString("en")}</td><td></td></tr>`;
  return [header, ...topics.map(renderRow)];
}

function renderRow({ label, size, terms, color, parent_label }: PageTopic): string {
  const dot = `<svg viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="6" fill="${escapeHtml(color)}" stroke="${darkenToRim(color)}"/></svg>`;
  const button = `<button type="button" class="topic" aria-pressed="false" data-topic="${escapeHtml(label)}">${dot}<span>${escapeHtml(label)}</span></button>`;
  return `<tr${parent_label === null ? "" : ' class="part"'}><th scope="row">${button}</th><td class="number">${size.toLocaleString("en")}</td><td>${escapeHtml(terms.join(", "))}</td></tr>`;
}

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns text that is safe in an element and in a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Returns the same JSON without any "<", so that nothing in it can end the script element or begin another. */
function escapeJson(json: string): string {
  return json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
