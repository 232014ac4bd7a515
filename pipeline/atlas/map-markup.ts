/** Paths of the icons, in a box of 20. */
const ICONS = {
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  up: "M10 15V5M5.5 9.5 10 5l4.5 4.5",
  down: "M10 5v10M5.5 10.5 10 15l4.5-4.5",
  left: "M15 10H5M9.5 5.5 5 10l4.5 4.5",
  right: "M5 10h10M10.5 5.5 15 10l-4.5 4.5",
  hand: "M10 3v14M3 10h14M10 3 8 5M10 3l2 2M10 17l-2-2M10 17l2-2M3 10l2-2M3 10l2 2M17 10l-2-2M17 10l-2 2",
  rectangle: "M4 5h12v10H4z",
  lasso:
    "M15.5 8.5c0 2.5-3 4-6 4s-5-1.500-5-4 2.500-4.500 5.500-4.500 5.500 2 5.500 4.500M6.500 12c-1.500 1-1.500 3 0 3s1 2-.5 2",
} as const;

function button(id: string, icon: keyof typeof ICONS, name: string, attributes = ""): string {
  return `<button type="button" id="${id}" class="icon" aria-label="${name}" title="${name}"${attributes}><svg viewBox="0 0 20 20" aria-hidden="true"><path d="${ICONS[icon]}"/></svg></button>`;
}

function tool(name: string, icon: keyof typeof ICONS, label: string): string {
  return button(`tool-${name}`, icon, label, ` data-tool="${name}" aria-pressed="${name === "pan"}"`);
}

/** The map's part of the page: canvases, buttons, and the lines that say how to use and to read it. */
export const MAP_MARKUP = `<section class="map-section" aria-label="Map">
<div id="map" class="map" tabindex="0" role="application" aria-roledescription="topic map" aria-label="Map of the papers" aria-describedby="map-keys">
<canvas id="map-points" aria-hidden="true"></canvas>
<canvas id="map-overlay" aria-hidden="true"></canvas>
</div>
<div id="map-tooltip" class="tooltip" role="tooltip" hidden></div>
<div class="map-controls left">
<div class="group" role="group" aria-label="Dragging on the map">
${tool("pan", "hand", "Move the map")}
${tool("rectangle", "rectangle", "Select with a rectangle")}
${tool("lasso", "lasso", "Select with a lasso")}
</div>
<label class="field">Colour by <select id="coloring"></select></label>
<p id="map-place" class="map-place" hidden></p>
</div>
<div class="map-controls right">
<div class="group column" role="group" aria-label="Zoom">
${button("zoom-in", "plus", "Zoom in")}
${button("zoom-out", "minus", "Zoom out")}
${button("zoom-fit", "fit", "Show all of the map")}
</div>
<div id="map-move" class="group column moves" role="group" aria-label="Move" hidden>
${button("move-up", "up", "Move up")}
${button("move-left", "left", "Move left")}
${button("move-right", "right", "Move right")}
${button("move-down", "down", "Move down")}
</div>
</div>
<div id="map-overview" class="overview" tabindex="0" role="application" aria-roledescription="overview of the map" aria-label="Where the view lies on the whole map. Arrow keys move it." hidden><canvas id="map-overview-picture" aria-hidden="true"></canvas></div>
<div id="legend" class="legend" hidden></div>
<div class="map-foot">
<p id="map-note">Near means alike. How far apart distant groups lie, and in which direction, means nothing. <span id="map-trust"></span></p>
<details id="save" class="save"><summary>Save picture</summary>
<div class="group column"><button type="button" id="save-png">PNG, as on screen</button><button type="button" id="save-print">PNG for print</button><button type="button" id="save-svg">SVG</button></div>
</details>
</div>
<p id="map-keys" class="visually-hidden">Arrow keys move the map, plus and minus zoom, 0 shows all. N and P go to the next and the previous topic, Enter opens it; then the down and up arrows walk its papers, and Enter opens a paper. Escape goes one step back. Slash goes to the search.</p>
</section>`;
