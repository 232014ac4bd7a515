/** Style sheet of the table of papers. */
export const TABLE_STYLE = `
.map-section, .table-view { grid-row: 1; grid-column: 2; }
.table-view { z-index: 5; display: flex; flex-direction: column; min-width: 0; min-height: 0; background: var(--ground); container-type: inline-size; }
.table-head { display: flex; gap: 16px; align-items: center; justify-content: space-between; padding: 14px 24px; }
.table-head h2 { font-size: 18px; }
.table-head h2:focus { outline: none; }
.table-scroll { flex: 1; min-height: 0; overflow: auto; padding: 0 24px; }
.table-scroll:focus-visible { outline-offset: -3px; }
.papers-table { table-layout: fixed; width: max(var(--columns), min(100cqw - 48px, 1800px)); }
.papers-table th, .papers-table td { overflow-wrap: break-word; }
.papers-table thead th { position: sticky; top: 0; z-index: 1; background: var(--ground); padding: 0; }
.papers-table thead button { width: 100%; min-height: 36px; padding: 6px 8px; border: 0; background: none; text-align: inherit; font-weight: 600; white-space: nowrap; }
.papers-table thead button:hover { color: var(--ink); }
.papers-table thead button:focus-visible { outline-offset: -3px; }
th button::after { content: " ▲"; visibility: hidden; font-size: 10px; } [aria-sort="ascending"] button::after, [aria-sort="descending"] button::after { visibility: visible; }
[aria-sort="ascending"] button::after { content: " ▲"; } [aria-sort="descending"] button::after { content: " ▼"; }
.papers-table .paper-link { padding: 2px 0; min-height: 24px; font-size: 14px; unicode-bidi: plaintext; }
.papers-table td { color: var(--quiet); }
.papers-table td li + li { margin-top: 2px; } .papers-table ul { list-style: none; margin: 0; padding: 0; }
.papers-table .topic-link { padding: 1px 0; min-height: 24px; }
[data-card] :is(.table-head, .table-scroll, .table-view .pager) { padding-inline-end: calc(var(--card) + 36px); }
@media (max-width: 1000px) { [data-card] :is(.table-head, .table-scroll, .table-view .pager) { padding-inline-end: 24px; } }
`;
