/** Style sheet of the panels beside the map. */
export const PANEL_STYLE = `
.topic-dot { flex: none; display: inline-block; width: 10px; height: 10px; border-radius: 50%; background: var(--light, var(--strong-line)); forced-color-adjust: none; }
[data-theme="dark"] .topic-dot { background: var(--dark, var(--strong-line)); }
.quiet, .note { color: var(--quiet); font-size: 14px; }
.note { padding: 8px 24px; }
.name { min-width: 0; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 1px; margin: 0 -1px; }
.plain, .chip { border: 1px solid var(--line); border-radius: 8px; background: var(--raised); min-height: 32px; padding: 2px 12px; font-size: 14px; }
.plain:hover, .chip:hover { background: var(--sunken); border-color: var(--strong-line); }
.plain[aria-disabled="true"] { color: var(--quiet); opacity: .6; cursor: default; background: none; border-color: var(--line); }
button.field { cursor: pointer; padding: 0 14px; }
button.field[aria-pressed="true"] { background: var(--accent-ground); color: var(--accent); }

.search input { width: 100%; max-width: 640px; height: 42px; padding: 0 16px; border: 1px solid var(--strong-line); border-radius: 10px; background: var(--ground); color: var(--ink); }
.search input::placeholder { color: var(--quiet); opacity: 1; }

.side-head { position: sticky; top: 0; z-index: 2; background: var(--ground); padding: 12px 24px 0; border-bottom: 1px solid var(--line); }
.tabs { display: flex; gap: 4px; padding: 3px; background: var(--sunken); border-radius: 10px; }
.tabs button { flex: 1; min-height: 34px; padding: 0 8px; border: 0; border-radius: 8px; background: none; color: var(--quiet); font-size: 14px; }
.tabs button:hover { color: var(--ink); }
.tabs [aria-selected="true"] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: var(--shadow); }
#status { padding: 8px 0; font-size: 14px; color: var(--quiet); font-variant-numeric: tabular-nums; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; padding-bottom: 10px; }
.chip { display: inline-flex; gap: 8px; align-items: center; max-width: 100%; border-radius: 16px; background: var(--accent-ground); border-color: transparent; text-align: start; }
.chip .name { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.chips .plain { border-color: transparent; background: none; color: var(--accent); padding: 2px 6px; }
.panel { padding: 8px 0 32px; }

.tree, .tree ul, .papers, .topics, .terms, .listings, .evidence { list-style: none; margin: 0; padding: 0; }
.topic-row { display: grid; grid-template-columns: 10px minmax(0, 1fr) auto; gap: 2px 10px; align-items: center; width: 100%; min-height: 44px; padding: 7px 24px; border: 0;
  background: none; text-align: start; font-size: 14px; line-height: 1.35; }
.tree ul .topic-row { padding-inline-start: 44px; }
.tree .broad > .topic-row .name { font-weight: 600; font-size: 15px; }
.tree .broad { padding-bottom: 6px; }
.topic-row:hover, .paper-link:hover { background: var(--sunken); }
.topic-row[aria-pressed="true"], .paper-link[aria-current="true"] { background: var(--accent-ground); }
.topic-row:focus-visible, .paper-link:focus-visible { outline-offset: -3px; }
.topic-row .size { color: var(--quiet); font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.topic-row .meter { display: block; grid-column: 2 / 4; height: 4px; border-radius: 2px; background: var(--sunken); overflow: hidden; }
.topic-row:hover .meter, .topic-row[aria-pressed="true"] .meter { background: var(--line); }
.fill { display: block; height: 100%; border-radius: inherit; background: var(--light, var(--strong-line)); forced-color-adjust: none; }
[data-theme="dark"] .fill { background: var(--dark, var(--strong-line)); }
.tree .empty > .topic-row .name { color: var(--quiet); font-weight: 400; }

.paper-link { display: block; width: 100%; min-height: 44px; padding: 9px 24px; border: 0; background: none; text-align: start; line-height: 1.4; }
.paper-title { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; font-size: 14px; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.paper-meta { display: flex; gap: 8px; align-items: baseline; margin-top: 2px; font-size: 13px; color: var(--quiet); font-variant-numeric: tabular-nums; }
.paper-meta .name { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.snippet { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; overflow-wrap: anywhere; line-height: 1.45; }
.pager { display: flex; gap: 12px; align-items: center; justify-content: space-between; padding: 10px 24px; font-size: 13px; color: var(--quiet); font-variant-numeric: tabular-nums; }
.saving { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; padding: 12px 24px; }
.exports { display: flex; gap: 8px; }
.divider { margin-top: 6px; padding: 12px 24px 4px; border-top: 1px solid var(--line); font-size: 13px; font-weight: 600; color: var(--quiet); }
.list-tools { display: flex; flex-wrap: wrap; gap: 8px; justify-content: space-between; align-items: center; padding: 8px 24px 0; font-size: 14px; }
.list-tools .order { white-space: nowrap; } .list-tools .plain { padding: 2px 8px; }
.switch { display: inline-flex; gap: 8px; align-items: center; min-height: 32px; cursor: pointer; } .switch[hidden], .list-tools[hidden] { display: none; }
.switch input { width: 18px; height: 18px; margin: 0; accent-color: var(--accent); }
.search-help summary { cursor: pointer; min-height: 32px; padding: 5px 0; } .search-help dl { margin: 4px 0 8px; } .search-help dt { margin-top: 6px; } .search-help dd { margin: 0; }
#found-by { font-size: 13px; } .mending { display: block; color: var(--ink); }
.hit-note { display: block; min-width: 0; } .why { display: block; overflow-wrap: anywhere; }
.topics { padding: 4px 24px; }
.topic-link { display: inline-flex; gap: 8px; align-items: baseline; max-width: 100%; min-height: 28px; padding: 3px 0; border: 0; background: none; text-align: start; color: var(--accent);
  font-size: 14px; line-height: 1.4; overflow-wrap: anywhere; }
.topic-link:hover span:last-child { text-decoration: underline; }

.filters { padding: 4px 24px; }
fieldset { margin: 12px 0 20px; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: 6px; font-weight: 650; font-size: 15px; }
.choice { display: flex; gap: 10px; align-items: baseline; min-height: 30px; padding: 4px 0; font-size: 14px; line-height: 1.4; cursor: pointer; }
.choice input { flex: none; width: 16px; height: 16px; margin: 0; align-self: center; accent-color: var(--accent); }
.choice .count { margin-inline-start: auto; color: var(--quiet); font-size: 13px; font-variant-numeric: tabular-nums; }

.charts { padding: 4px 24px; }
.chart { margin: 8px 0 28px; }
.chart h3 { font-size: 15px; font-weight: 650; }
.chart canvas { display: block; max-width: 100%; margin-top: 8px; }

@media (forced-colors: active) { [aria-selected="true"], .topic-row[aria-pressed="true"], .paper-link[aria-current="true"] { outline: 2px solid Highlight; outline-offset: -2px; } }
@media print { .side-head .tabs, .pager, .exports, .saving, .card-head button { display: none; } }
`;
