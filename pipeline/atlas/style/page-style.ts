import { CARD_STYLE } from "./card-style.ts";
import { PANEL_STYLE } from "./panel-style.ts";
import { PHONE_STYLE } from "./phone-style.ts";
import { TABLE_STYLE } from "./table-style.ts";
import { TIME_STYLE } from "./time-style.ts";

/** Style sheet of the page: the frame and the map; that of the panels stands beside them. */
export const STYLE = `
:root { --ground: #ffffff; --veil: rgb(255 255 255 / .86); --raised: #ffffff; --sunken: #f5f6f8; --ink: #1c2127; --quiet: #57606a; --line: #dfe3e8; --strong-line: #858f9a;
  --accent: #0b57b0; --accent-ground: #e8f0fb; --mark: #fff0a8; --reason: #dcebfb; --shadow: 0 1px 2px rgb(20 30 40 / .10), 0 4px 16px rgb(20 30 40 / .08);
  --card: 400px; --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif; color-scheme: light; }
:root[data-theme="dark"] { --ground: #14171a; --veil: rgb(20 23 26 / .86); --raised: #1d2125; --sunken: #191c20; --ink: #e8eaed; --quiet: #a5adb6; --line: #2f353b;
  --strong-line: #747e89; --accent: #8ab8f5; --accent-ground: #1f2d40; --mark: #5a4a00; --reason: #1f3a57; --shadow: 0 1px 2px rgb(0 0 0 / .5), 0 4px 16px rgb(0 0 0 / .4);
  color-scheme: dark; }
* { box-sizing: border-box; }
html, body { height: 100%; }
body { margin: 0; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font: 15px/1.5 var(--font);
  -webkit-text-size-adjust: 100%; }
h1, h2, h3, p { margin: 0; }
[hidden] { display: none !important; }
button, select, input { font: inherit; color: inherit; }
button, select { cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skips { position: absolute; z-index: 30; }
.skip { position: absolute; top: 8px; left: 8px; padding: 8px 14px; white-space: nowrap; background: var(--raised); border: 1px solid var(--strong-line);
  border-radius: 8px; transform: translateY(-80px); }
.skip:focus { transform: none; }
.noscript { padding: 16px 24px; }

.bar { flex: none; display: grid; grid-template-columns: minmax(0, 312px) minmax(0, 1fr) auto; gap: 24px; align-items: center; min-height: 64px;
  padding: 8px 24px; border-bottom: 1px solid var(--line); background: var(--raised); z-index: 6; }
.name { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; }
h1 { font-size: 20px; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; }
.name p { color: var(--quiet); font-size: 14px; }
.tools { display: flex; gap: 8px; align-items: center; }
.source-note { flex: none; display: flex; gap: 12px; align-items: center; padding: 6px 24px; font-size: 14px; background: var(--mark); border-bottom: 1px solid var(--line); z-index: 6; }
.layout { flex: 1; min-height: 0; display: grid; grid-template: minmax(0, 1fr) auto / 360px minmax(0, 1fr); position: relative; }
.side, .card { min-height: 0; overflow: auto; overscroll-behavior: contain; }
.side { grid-row: 1 / 3; grid-column: 1; border-right: 1px solid var(--line); }

.map-section { position: relative; min-width: 0; min-height: 0; overflow: hidden; background: var(--ground); }
.map { position: absolute; inset: 0; touch-action: none; cursor: grab; user-select: none; -webkit-user-select: none; }
.map:focus-visible { outline-offset: -3px; }
.map canvas { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.map[data-over="true"] { cursor: pointer; }
.map[data-dragging="true"] { cursor: grabbing; }
.map[data-tool="rectangle"], .map[data-tool="lasso"] { cursor: crosshair; }
.map-controls { position: absolute; top: 16px; z-index: 3; display: flex; gap: 12px; align-items: flex-start; pointer-events: none; }
.map-controls > * { pointer-events: auto; }
.map-controls.left { left: 16px; right: 72px; flex-wrap: wrap; align-items: center; }
.map-controls.right { right: 16px; flex-direction: column; align-items: center; }
.group { display: flex; background: var(--raised); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); overflow: hidden; }
.group:focus-within { overflow: visible; }
.group.column { flex-direction: column; }
.group button { border: 0; background: none; min-height: 36px; padding: 0 14px; }
.group button:hover { background: var(--sunken); }
.group button[aria-disabled="true"] { color: var(--quiet); opacity: .45; cursor: default; }
.group button[aria-pressed="true"] { background: var(--accent-ground); color: var(--accent); }
.icon { width: 40px; height: 40px; padding: 0 !important; display: grid; place-items: center; }
.moves .icon { height: 28px; min-height: 28px; }
.icon svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.moves .icon svg { width: 15px; height: 15px; }
.map-place { min-width: 0; max-width: 100%; padding: 4px 8px; border-radius: 8px; background: var(--veil); color: var(--quiet); font-size: 14px; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; }
.map-controls > .map-place { pointer-events: none; }
.overview { position: absolute; right: 16px; bottom: 60px; z-index: 3; background: var(--veil); border: 1px solid var(--line); border-radius: 10px;
  box-shadow: var(--shadow); cursor: pointer; touch-action: none; overflow: hidden; }
.overview canvas { display: block; width: 100%; height: 100%; pointer-events: none; }
@media (max-width: 600px) { .overview { display: none; } }
.field { display: flex; gap: 8px; align-items: center; font-size: 14px; color: var(--quiet); background: var(--raised); border: 1px solid var(--line);
  border-radius: 10px; box-shadow: var(--shadow); padding: 0 6px 0 14px; min-height: 42px; }
.field select { border: 0; background: var(--raised); color: var(--ink); min-height: 34px; padding: 0 4px; border-radius: 6px; }
.field.flat { box-shadow: none; }
.legend { position: absolute; left: 16px; bottom: 64px; z-index: 3; max-width: min(320px, calc(100% - 32px)); max-height: 40%; overflow: auto; padding: 10px 14px;
  background: var(--raised); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); font-size: 13px; }
.legend ul { list-style: none; margin: 0; padding: 0; }
.legend li { display: flex; gap: 8px; align-items: center; overflow-wrap: anywhere; }
.legend svg { flex: none; width: 12px; height: 12px; }
.map-foot { position: absolute; left: 16px; right: 16px; bottom: 12px; z-index: 3; display: flex; gap: 16px; align-items: end; justify-content: space-between;
  pointer-events: none; }
.map-foot p { font-size: 13px; line-height: 1.4; color: var(--quiet); max-width: 72ch; padding: 4px 8px; border-radius: 8px;
  background: var(--veil); box-shadow: 0 0 10px 6px var(--veil); }
.save { flex: none; position: relative; pointer-events: auto; font-size: 13px; }
.save summary { display: flex; align-items: center; min-height: 34px; padding: 0 14px; white-space: nowrap; list-style: none; cursor: pointer; background: var(--raised);
  border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); }
.save summary::-webkit-details-marker { display: none; }
.save summary:hover { background: var(--sunken); }
.save .group { position: absolute; right: 0; bottom: calc(100% + 6px); }
.save .group button { text-align: left; white-space: nowrap; }
.save .group button + button { border-top: 1px solid var(--line); }
.failure { position: absolute; inset: 40% 24px auto; text-align: center; }
.tooltip { position: absolute; z-index: 4; top: 0; left: 0; width: max-content; max-width: min(340px, calc(100% - 24px)); padding: 10px 12px; font-size: 14px; line-height: 1.4;
  background: var(--raised); color: var(--ink); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow);
  overflow-wrap: anywhere; unicode-bidi: isolate; pointer-events: none; }
.tooltip strong { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5; overflow: hidden; font-weight: 600; unicode-bidi: plaintext; }
.tooltip p { display: flex; gap: 8px; align-items: baseline; margin-top: 4px; font-size: 13px; color: var(--quiet); }
.dot { flex: none; width: 10px; height: 10px; }

@media (min-width: 1800px) { .layout { grid-template-columns: 440px minmax(0, 1fr); } .bar { grid-template-columns: minmax(0, 392px) minmax(0, 1fr) auto; } }
@media (max-width: 1000px) { .layout { grid-template-columns: 320px minmax(0, 1fr); } .bar { grid-template-columns: minmax(0, 272px) minmax(0, 1fr) auto; } }
@media (prefers-reduced-motion: reduce) { *, ::before, ::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; } }
@media (prefers-contrast: more) { :root { --line: var(--strong-line); --quiet: var(--ink); } }
@media (forced-colors: active) { .group, .field, .tooltip, .legend, .overview { border: 1px solid CanvasText; } .group button[aria-pressed="true"] { outline: 2px solid Highlight; outline-offset: -2px; } }
@media print { .map-controls, .overview, .save, .tools, .search, .skips { display: none !important; } html, body { height: auto; } .layout { display: block !important; }
  .map-section { height: 180mm; } .side, .card { position: static; overflow: visible; border: 0; box-shadow: none; width: auto; max-height: none; } }
${PANEL_STYLE}${CARD_STYLE}${TABLE_STYLE}${TIME_STYLE}${PHONE_STYLE}`;
