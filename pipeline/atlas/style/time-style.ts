/** Style sheet of all that is shown over time. */
export const TIME_STYLE = `
.timeline { grid-row: 2; grid-column: 2; min-width: 0; padding: 6px 16px 4px; border-top: 1px solid var(--line); background: var(--raised); font-size: 13px; container-type: inline-size; }
.timeline-head { display: flex; gap: 6px 10px; align-items: center; min-height: 30px; }
.timeline-head .plain { flex: none; min-height: 28px; padding: 0 10px; font-size: 13px; white-space: nowrap; }
.timeline-head .fold { width: 28px; padding: 0; }
.timeline-head select, .timeline-head input { height: 28px; padding: 0 4px; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); color: var(--ink); font-size: 13px; }
.timeline-head input { width: 11ch; padding: 0 6px; border-color: var(--strong-line); font-variant-numeric: tabular-nums; }
.timeline-head input[aria-invalid="true"] { border-color: #c62828; outline: 1px solid #c62828; }
.timeline-head label { display: flex; gap: 6px; align-items: center; color: var(--quiet); }
.play, .day-fields { flex: none; display: flex; gap: 8px; align-items: center; }
.day-fields { color: var(--quiet); gap: 6px; }
#play { display: inline-flex; gap: 8px; align-items: center; justify-content: center; min-width: 84px; }
#play span:first-child { font-size: 11px; color: var(--accent); }
.timeline-note { flex: 1; min-width: 0; margin-inline-start: auto; text-align: end; font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.brush { position: relative; height: 40px; margin: 4px 8px 0; border-bottom: 1px solid var(--strong-line); cursor: crosshair; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
.bars, .bars svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.bars path { fill: var(--light, var(--line)); forced-color-adjust: none; }
[data-theme="dark"] .bars path { fill: var(--dark, var(--line)); }
.bars.dim { opacity: .25; }
.brush-range { position: absolute; top: 0; bottom: 0; pointer-events: none; }
.brush-all { position: absolute; inset: 0; border-top: 2px solid transparent; }
.brush-range[data-chosen="true"] .brush-all { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 7%, transparent); pointer-events: auto; cursor: grab; }
.brush-edge { position: absolute; top: 0; bottom: -1px; width: 14px; pointer-events: auto; cursor: ew-resize; }
.brush-edge::before { content: ""; position: absolute; top: 0; bottom: 0; left: 6px; width: 2px; background: var(--strong-line); }
.brush-edge::after { content: ""; position: absolute; top: 10px; left: 3px; width: 8px; height: 20px; border-radius: 4px; background: var(--raised); border: 1.5px solid var(--strong-line); }
.brush-range[data-chosen="true"] .brush-edge::before { background: var(--accent); }
.brush-range[data-chosen="true"] .brush-edge::after { border-color: var(--accent); }
.brush-edge.first { left: -7px; } .brush-edge.last { right: -7px; }
.brush-edge:focus-visible, .brush-all:focus-visible { outline-offset: 0; border-radius: 4px; z-index: 1; }
.time-axis { position: relative; height: 17px; margin: 0 8px; color: var(--quiet); font-size: 12px; line-height: 17px; font-variant-numeric: tabular-nums; overflow: hidden; }
.time-axis span { position: absolute; padding-inline-start: 4px; border-inline-start: 1px solid var(--strong-line); white-space: nowrap; }
.time-axis .late { transform: translateX(-100%); padding: 0 4px 0 0; border: 0; border-inline-end: 1px solid var(--strong-line); }
.timeline[data-folded="true"] .timeline-body { display: none; }
.timeline[data-playing="true"] .brush-range { transition: left .3s linear, right .3s linear; }
.timeline[data-playing="true"] .bars.lit { transition: clip-path .3s linear; }
.spark { display: block; grid-column: 3; width: 72px; height: 14px; justify-self: end; }
.spark svg { display: block; width: 100%; height: 100%; }
.spark path { fill: var(--strong-line); }
.topic-row:has(.spark) .meter { grid-column: 2; align-self: center; }
.topic-bars { position: relative; height: 56px; margin-bottom: 8px; border-bottom: 1px solid var(--strong-line); }
.time-rows { margin-top: 8px; } .time-rows ul { list-style: none; margin: 0; padding: 0; } .time-rows h4 { margin: 10px 0 2px; font-size: 13px; font-weight: 650; overflow-wrap: anywhere; }
.time-rows .time-axis { margin: 0 30px 0 45%; font-size: 11px; }
.time-axis .end { right: 0; padding: 0 4px 0 0; border: 0; border-inline-end: 1px solid var(--strong-line); }
.time-row { display: grid; grid-template-columns: minmax(0, 45%) minmax(0, 1fr) 30px; align-items: center; width: 100%; min-height: 26px; padding: 0; border: 0; border-radius: 4px; background: none; text-align: start; font-size: 13px; line-height: 1.3; }
.time-row:hover { background: var(--sunken); }
.time-row .name { display: block; padding-inline-end: 10px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.row-bars { position: relative; height: 20px; border-bottom: 1px solid var(--line); }
.trends { padding: 4px 24px 12px; margin-bottom: 8px; border-bottom: 1px solid var(--line); font-size: 14px; }
.trends summary { padding: 6px 0; font-weight: 650; cursor: pointer; } .trends summary .quiet { font-weight: 400; font-size: 13px; white-space: nowrap; }
.trends ul { list-style: none; margin: 0; padding: 0; } .trends p { font-size: 13px; line-height: 1.4; }
.trend { display: grid; grid-template-columns: 14px 10px minmax(0, 1fr); gap: 0 8px; align-items: center; width: 100%; min-height: 32px; padding: 3px 0; border: 0; border-radius: 4px; background: none; text-align: start; line-height: 1.35; }
.trend:hover .name { text-decoration: underline; } .trend .name { display: block; } .trend .arrow { font-size: 11px; color: var(--quiet); } .trend .shares { grid-column: 3; font-size: 13px; font-variant-numeric: tabular-nums; }
.trends .shares strong { font-weight: 600; color: var(--ink); } .trends h3 { margin: 10px 0 6px; font-size: 13px; font-weight: 650; }
.light-latest { margin-top: 8px; } .phrases { margin-bottom: 8px; } .phrases ul { display: flex; flex-wrap: wrap; gap: 6px; } .phrase { min-height: 28px; padding: 2px 10px; font-size: 13px; }
.timeline-now { display: none; color: var(--quiet); font-variant-numeric: tabular-nums; white-space: nowrap; }
.time-row .most { padding-inline-start: 6px; color: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
@container (max-width: 860px) { .timeline-note { display: none; } }
@container (max-width: 640px) { .timeline-head label span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } }
@media (max-width: 1000px) { .card { grid-row: 1 / 3; } }
@media (max-width: 760px) {
  .timeline { position: absolute; left: 0; right: 0; bottom: calc(100% - 50vh - var(--strip, 52px)); bottom: calc(100% - 50svh - var(--strip, 52px)); z-index: 6; padding: 3px 10px 4px; }
  [data-timeline] :is(.side, .card) { height: calc(100% - 50vh - var(--strip, 52px)); height: calc(100% - 50svh - var(--strip, 52px)); }
  [data-sheet="low"] .timeline { bottom: 53px; } [data-timeline][data-sheet="low"] .map-foot { bottom: calc(59px + var(--strip, 52px)); }
  .timeline-head { flex-wrap: wrap; } .timeline[data-folded="true"] .timeline-head { flex-wrap: nowrap; min-height: 44px; }
  .timeline-head .plain, .timeline-head select, .timeline-head input { min-height: 44px; font-size: 14px; } .timeline-head .fold { width: 44px; } .timeline-head input { font-size: 16px; width: 11ch; }
  .timeline[data-folded="true"] .play label, .timeline[data-folded="true"] .day-fields { display: none; } .timeline[data-folded="true"] .timeline-now { display: block; margin-inline: auto; }
  .trends { padding: 4px 16px 12px; } .phrase { min-height: 44px; } .trend, .time-row, .trends summary { min-height: 44px; }
  .brush { height: 56px; margin: 4px 14px 0; } .timeline .time-axis { margin: 0 14px; } .brush-edge { width: 44px; } .brush-edge.first { left: -22px; } .brush-edge.last { right: -22px; }
  .brush-edge::before { left: 21px; } .brush-edge::after { left: 17px; top: 16px; width: 10px; height: 24px; }
}
@media (forced-colors: active) { .brush-edge::before, .brush-edge::after { background: CanvasText; } .bars path { fill: CanvasText; } .brush-range[data-chosen="true"] .brush-all { border-color: Highlight; } }
@media print { .timeline { display: none; } }
`;
