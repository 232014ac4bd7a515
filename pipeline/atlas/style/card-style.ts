/** Style sheet of the card: what is known of a paper, a topic or a selection, over the map. */
export const CARD_STYLE = `
.card { grid-row: 1; grid-column: 2; justify-self: end; align-self: start; z-index: 6; width: min(var(--card), 100% - 24px); max-height: calc(100% - 24px); margin: 12px; padding: 0 24px 24px;
  background: var(--raised); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); }
.card-head { position: sticky; top: 0; z-index: 2; display: flex; gap: 8px; align-items: center; margin: 0 -24px; padding: 8px 12px 8px 24px; background: var(--raised); border-bottom: 1px solid var(--line); }
.kind { flex: 1; font-size: 14px; color: var(--quiet); }
.card-title { margin-top: 14px; font-size: 20px; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.card-title:focus { outline: none; }
.card-title .topic-dot { width: 14px; height: 14px; margin-inline-end: 10px; }
.card-body > .quiet { margin-top: 4px; }
.belongs { display: flex; gap: 0 6px; white-space: nowrap; align-items: baseline; margin-top: 4px; font-size: 14px; color: var(--quiet); }
.belongs .topic-link { white-space: normal; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 14px; }
.plain[aria-pressed="true"] { background: var(--accent-ground); border-color: var(--accent); color: var(--accent); }
.copy-link { display: inline-flex; min-width: 0; }
.copy-link input { width: 100%; min-height: 32px; padding: 2px 8px; border: 1px solid var(--strong-line); border-radius: 8px; background: var(--ground); color: var(--ink); font-size: 14px; }
.card .exports { gap: 0; }
.card .exports .plain + .plain { border-inline-start: 0; }
.card .exports .plain { border-radius: 0; }
.card .exports .plain:first-of-type { border-start-start-radius: 8px; border-end-start-radius: 8px; }
.card .exports .plain:last-of-type { border-start-end-radius: 8px; border-end-end-radius: 8px; }
.exports-name { align-self: center; margin-inline-end: 8px; font-size: 14px; color: var(--quiet); }
.part-head { display: flex; gap: 12px; align-items: baseline; justify-content: space-between; }
.order { font-size: 14px; color: var(--quiet); white-space: nowrap; }
.order select { min-height: 32px; padding: 0 4px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); color: var(--ink); }
.facts-line { white-space: nowrap; }
.facts-list { margin: 6px 0 0; padding-inline-start: 18px; line-height: 1.5; }
.proof summary { cursor: pointer; min-height: 32px; }
.proof summary h3 { display: inline; }
.proof .quiet { margin-top: 10px; }
.reading { display: flex; flex-wrap: wrap; gap: 2px 16px; margin-top: 8px; font-size: 13px; color: var(--quiet); }
mark.reason { background: var(--reason); }
.authors { margin-top: 8px; font-size: 14px; line-height: 1.5; overflow-wrap: anywhere; }
.authors + .quiet { margin-top: 4px; } .links + .actions { margin-top: 10px; }
.authors ~ .quiet, .subjects { overflow-wrap: anywhere; }
.authors [tabindex]:focus { outline: none; }
.subjects { margin-top: 10px; font-size: 13px; line-height: 1.5; }
.links { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 8px; font-size: 14px; }
a { color: var(--accent); overflow-wrap: anywhere; text-underline-offset: 2px; }
.links a { display: inline-block; padding: 3px 0; }
.abstract { margin-top: 14px; line-height: 1.6; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.abstract u { text-decoration: underline; text-decoration-color: var(--strong-line); text-decoration-thickness: 1px; text-underline-offset: 4px; }
.part { margin-top: 24px; font-size: 14px; }
.part h3 { margin-bottom: 6px; font-size: 15px; font-weight: 650; }
.part p + p, .part p + ul { margin-top: 6px; }
.part .topics { padding: 0; }
.topics li { display: flex; gap: 12px; align-items: baseline; justify-content: space-between; }
.topics li > .quiet { flex: none; font-size: 13px; font-variant-numeric: tabular-nums; }
.part .papers { margin: 0 -24px; }
.part .pager { padding: 10px 0; }
.terms { display: flex; flex-wrap: wrap; gap: 6px; }
.terms li { padding: 2px 10px; border-radius: 12px; background: var(--reason); font-size: 13px; overflow-wrap: anywhere; }
.evidence li + li { margin-top: 12px; }
.evidence { margin-top: 8px; }
blockquote { margin: 0; padding-inline-start: 12px; border-inline-start: 3px solid var(--line); line-height: 1.5; overflow-wrap: anywhere; }
.cite { display: block; max-width: 100%; min-height: 24px; margin: 2px 0 0; padding: 2px 12px 2px 15px; border: 0; background: none; text-align: start; font-size: 13px; color: var(--accent); overflow-wrap: anywhere; }
.cite:hover { text-decoration: underline; }
.listings li { padding: 3px 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { padding: 6px 8px; text-align: start; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-size: 13px; }
.facts th:first-child { padding-inline-start: 0; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }

[data-card] .map-controls.right { right: calc(var(--card) + 28px); }
[data-card] :is(.map-foot, .overview) { right: calc(var(--card) + 28px); }
@media (min-width: 1800px) { :root { --card: 480px; } }
@media (max-width: 1300px) { :root { --card: 360px; } }
@media (max-width: 1000px) { .card { grid-column: 1; justify-self: stretch; width: auto; margin: 0; max-height: 100%; min-height: 100%; border-width: 0 1px 0 0; border-radius: 0; box-shadow: none; }
  [data-card] :is(.map-controls.right, .map-foot, .overview) { right: 16px; } }
`;
