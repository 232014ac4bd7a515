/** Style sheet of the page of the map. */
export const PAGE_STYLE = `
:root { color-scheme: light; --ink: #1f2328; --grey: #57606a; --line: #d8dee4; --accent: #0b57b0; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1360px; padding: 14px 20px 48px; color: var(--ink); background: #fff;
  font: 15px/1.5 Arimo, "Liberation Sans", Arial, Helvetica, sans-serif; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 28px 0 8px; }
p { margin: 0 0 2px; color: var(--grey); max-width: 150ch; }
.controls { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 10px 0 6px; }
.controls button { min-width: 36px; min-height: 32px; padding: 4px 12px; font: inherit; color: var(--ink); background: #fff;
  border: 1px solid #8c959f; border-radius: 6px; cursor: pointer; }
.controls button:hover { background: #f3f5f7; }
.controls output { color: var(--ink); font-weight: bold; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#map { width: 100%; min-height: 320px; overflow: hidden; touch-action: pan-y; }
#map canvas { display: block; }
.frame { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--grey); padding-bottom: 8px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); unicode-bidi: isolate;
  overflow-wrap: anywhere; }
thead th { color: var(--grey); font-weight: normal; }
tbody th { font-weight: normal; }
.broad th, .broad td { padding-top: 14px; font-weight: bold; }
.part th { padding-left: 18px; }
.number { text-align: right; white-space: nowrap; width: 5em; }
.topic { display: inline-flex; gap: 8px; align-items: baseline; min-height: 28px; padding: 2px 6px 2px 2px; font: inherit; color: var(--ink);
  text-align: left; background: none; border: 0; border-radius: 4px; cursor: pointer; unicode-bidi: isolate; overflow-wrap: anywhere; }
.topic:hover { text-decoration: underline; }
.topic[aria-pressed="true"] { font-weight: bold; background: #e8f0fa; }
.topic svg { flex: none; width: 14px; height: 14px; position: relative; top: 2px; }
#vg-tooltip-element { max-width: min(360px, 90vw); font: 13px/1.4 Arimo, "Liberation Sans", Arial, Helvetica, sans-serif;
  overflow-wrap: anywhere; unicode-bidi: isolate; }
#vg-tooltip-element table tr td.key { max-width: none; white-space: nowrap; }
#vg-tooltip-element h2 { font-size: 14px; line-height: 1.3; margin: 0 0 6px; }
#vg-tooltip-element table tr td { border: 0; padding: 1px 6px 1px 0; }
footer { margin-top: 32px; font-size: 13px; color: var(--grey); }
@media (max-width: 620px) { body { padding: 14px 12px 32px; } h1 { font-size: 22px; } }
`;
