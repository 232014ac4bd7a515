/** Style sheet for phones: the map fills the page, the lists and the card slide over it as a sheet; and for fingers. */
export const PHONE_STYLE = `
.sheet-steps { display: none; }
@media (max-width: 760px) {
  html, body { height: 100%; overflow: hidden; }
  .bar { grid-template: auto auto / minmax(0, 1fr) auto; gap: 4px 8px; min-height: 0; padding: 4px 12px 8px; }
  .bar .name { flex-wrap: nowrap; gap: 8px; } h1 { font-size: 16px; white-space: nowrap; }
  .bar .name p { min-width: 0; font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .bar .search { grid-area: 2 / 1 / 3 / 3; } .search input { height: 44px; max-width: none; } .bar .tools { grid-area: 1 / 2; gap: 4px; }
  .bar .field { border-color: transparent; padding: 0 8px; min-height: 44px; } .theme-name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .layout { display: block; }
  .map-section { position: absolute; inset: 0; }
  .side, .card { position: absolute; left: 0; right: 0; bottom: 0; z-index: 7; width: auto; height: calc(100% - 50vh); height: calc(100% - 50svh); min-height: 0; max-height: none; margin: 0;
    border: 1px solid var(--line); border-width: 1px 0 0; border-radius: 16px 16px 0 0; background: var(--raised); box-shadow: 0 -4px 20px rgb(0 0 0 / .14); }
  .card { z-index: 8; padding: 0 16px 24px; }
  [data-sheet="full"] :is(.side, .card) { height: calc(100% - 6px); }
  [data-sheet="low"] :is(.side, .card) { height: 53px; overflow: hidden; }
  [data-card] .side { visibility: hidden; }
  .side-head { display: flex; flex-wrap: wrap; align-items: center; padding: 0 8px 0 16px; background: var(--raised); border-radius: 16px 16px 0 0; }
  .side-head #status { order: -2; flex: 1; } .side-head .sheet-steps { order: -1; } .side-head .tabs, .side-head .chips { width: 100%; margin-inline-end: 8px; margin-bottom: 8px; }
  .sheet-steps { display: flex; } .sheet-steps button { width: 44px; height: 52px; min-height: 0; display: grid; place-items: center; border: 0; background: none; color: var(--quiet); }
  .sheet-steps button[aria-disabled="true"] { opacity: .35; }
  .sheet-steps svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  .tabs button { min-height: 44px; }
  .card-head { margin: 0 -16px; padding: 0 8px 0 16px; min-height: 52px; border-radius: 16px 16px 0 0; }
  .note, .topics, .filters, .pager, .saving, .charts { padding-left: 16px; padding-right: 16px; }
  .topic-row, .paper-link { padding-left: 16px; padding-right: 16px; } .tree ul .topic-row { padding-inline-start: 32px; }
  .part .papers { margin: 0 -16px; } .part .pager { padding-left: 0; padding-right: 0; }
  .map-controls { top: 8px; } .map-controls.left { left: 8px; right: 60px; gap: 6px; } .map-controls.right, [data-card] .map-controls.right { right: 8px; } .moves { display: none; }
  .icon { width: 44px; height: 44px; }
  .legend { left: 8px; bottom: calc(100% - 50vh + 8px); bottom: calc(100% - 50svh + 8px); max-height: 22%; }
  .map-foot, [data-card] .map-foot { left: 8px; right: 8px; bottom: calc(100% - 50vh + 6px); bottom: calc(100% - 50svh + 6px); gap: 6px; }
  [data-sheet="low"] .map-foot { bottom: 59px; }
  .map-foot p { font-size: 12px; padding: 1px 6px; } .map-foot #map-trust, .save { display: none; }
  .table-view { position: absolute; inset: 0; z-index: 7; } [data-table] .side { visibility: hidden; }
  .table-scroll, [data-card] .table-scroll { padding: 0 16px; } [data-card] .table-view .table-scroll { padding-bottom: 50vh; } .table-head { padding: 8px 16px; } .table-head h2 { font-size: 16px; } .table-head .plain { white-space: nowrap; }
  .papers-table { width: calc(var(--columns) - 140px); } .papers-table col:first-child { width: 240px !important; }
  .skips { z-index: 40; }
}
@media (max-width: 760px), (pointer: coarse) {
  .plain, .chip, .order select, .copy-link input, .topic-link, .choice, .cite, .links a, .proof summary, .search-help summary, .switch, .days input, .field select, .papers-table :is(.paper-link, .topic-link), .papers-table thead button { min-height: 44px; }
  .plain, .chip { min-width: 44px; } .links a, .cite { display: inline-flex; align-items: center; } .topic-link { align-items: center; } .choice { align-items: center; }
  .group button { min-height: 44px; } .icon { width: 44px; height: 44px; }
}
`;
