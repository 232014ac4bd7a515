/** How report.html looks: on screen, light or dark as the system is, on a phone, and on paper, A4. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1f2328; --grey: #57606a; --line: #d0d7de; --shade: #f6f8fa; --link: #0757ba; --bar: #57606a;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #15181c; --ink: #e4e8ec; --grey: #a3adb8; --line: #3a424b; --shade: #1f242a; --link: #79b3ff; --bar: #a3adb8; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 92rem; padding: 0 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Arimo, "Liberation Sans", Arial, Helvetica, sans-serif; overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; background: var(--paper); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; }
section > p, section > ul, section > ol { max-width: 52rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1.75rem 0 1rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
h2 > a, h3 > a, h4 > a { color: inherit; text-decoration: none; }
h2 > a:hover, h3 > a:hover, h4 > a:hover { text-decoration: underline; }
p, ul, ol { margin: .5rem 0; }
ul, ol { padding-left: 1.75rem; }
li { margin: .15rem 0; }
.topic > p, .topic > ol { margin: .3rem 0; }
code { font: .9em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { margin: 0; padding: .9rem 1rem; background: var(--shade); }
small { font-size: .88em; color: var(--grey); }
summary { cursor: pointer; padding: .3rem 0; color: var(--link); }
summary > h3 { display: inline; font-size: 1rem; }
.appendix > details { border-bottom: 1px solid var(--line); max-width: 60rem; }
.appendix > details[open] { padding-bottom: 1rem; }
details.screen > :not(summary) { margin-left: 1rem; }
.print, .narrow { display: none; }
.frame { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; font-size: .94rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--grey); font-weight: normal; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
.summary table { width: 100%; }
.summary tr:has(td > strong) { break-after: avoid; }
.summary tr, .summary thead { break-inside: avoid; }
.spark { display: inline-block; vertical-align: -2px; fill: var(--bar); max-width: none; }
figure { margin: 1.25rem 0 .5rem; }
figure .frame { background: #ffffff; border: 1px solid var(--line); border-radius: 6px; margin: 0; width: fit-content; max-width: 100%; }
figure svg { display: block; height: auto; }
.summary figure svg { max-width: 100%; }
nav { font-size: .94rem; margin: 0 0 1rem; }
nav h2 { font-size: 1rem; border: 0; margin: 0 0 .4rem; padding: 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul { display: flex; flex-wrap: wrap; column-gap: 1.25rem; }
nav ul ul { display: none; }
nav a { display: inline-block; padding: .15rem 0; }
@media screen and (max-width: 74.99rem) {
  nav { margin-top: 1rem; }
}
@media screen and (max-width: 40rem) {
  body { padding: 0 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  table, nav, code, small, summary > h3 { font-size: 1rem; }
  nav a, summary { min-height: 44px; line-height: 44px; padding: 0; }
  figure.both .frame { display: none; }
  figure.both .narrow { display: block; background: #ffffff; border: 1px solid var(--line); border-radius: 6px; }
  figure.both .narrow svg { width: 100%; }
  figure.both .narrow p { margin: 0; padding: .4rem .6rem; color: #1f2328; }
  nav h2 { display: none; }
  .summary small { display: none; }
  .summary th, .summary td { padding-right: .5rem; }
  :not(.summary) > .frame td, :not(.summary) > .frame tr { display: block; }
  :not(.summary) > .frame thead { display: none; }
  :not(.summary) > .frame tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  :not(.summary) > .frame td { border: 0; padding: 0; text-align: left; }
  :not(.summary) > .frame td:empty { display: none; }
  :not(.summary) > .frame td::before { content: attr(data-column) ": "; color: var(--grey); }
  :not(.summary) > .frame td[data-column=""]::before { content: ""; }
}
@media screen and (min-width: 56rem) {
  .summary > .frame { columns: 2; column-gap: 2.5rem; }
}
@media screen and (min-width: 75rem) {
  body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); column-gap: 3rem; }
  figure svg { max-width: 100%; }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 2rem .5rem; align-self: start; }
  nav > ul { display: block; }
  nav ul ul { display: block; padding-left: 1rem; }
}
@page {
  size: A4; margin: 12mm 14mm 14mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif; color: #444444; }
}
@media print {
  :root { --paper: #ffffff; --ink: #000000; --grey: #444444; --line: #bbbbbb; --shade: #f4f4f4; --link: #000000; --bar: #444444; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.35; }
  .skip, nav, details.screen { display: none; }
  .print { display: block; }
  section > p, section > ul, section > ol, .appendix > details { max-width: none; border: 0; }
  h1 { font-size: 17pt; margin: 0 0 1.5mm; }
  h2 { font-size: 12pt; margin: 2.5mm 0 1mm; padding-top: 1.2mm; }
  h3 { font-size: 11pt; margin: 5mm 0 1mm; }
  h4 { font-size: 9.5pt; margin: 3.5mm 0 .5mm; }
  h1, h2, h3, h4 { break-after: avoid; }
  p, ul, ol { margin: 1mm 0; }
  .topic > p, .topic > ol { margin: .7mm 0; }
  li { margin: 0; }
  p, li { orphans: 3; widows: 3; }
  li, tr, figure, pre, .topic { break-inside: avoid; }
  .broader { break-after: avoid; }
  .topics, .appendix { break-before: page; }
  .topics > h2, .appendix > h2 { margin-top: 0; border: 0; padding: 0; font-size: 14pt; }
  .topics > h2 + .topic > h3, .appendix > h2 + .print > h3 { margin-top: 2mm; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; color: inherit; padding: 0; break-after: avoid; }
  summary > h3 { display: block; font-size: 11pt; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; }
  th, td { padding: .5mm 3mm .5mm 0; }
  pre, code { white-space: pre-wrap; }
  .frame { overflow: visible; margin: 1mm 0; }
  .summary > .frame { columns: 2; column-gap: 7mm; }
  .summary > p, .summary > ul { font-size: 8.5pt; line-height: 1.3; }
  .summary table { font-size: 7.5pt; line-height: 1.25; }
  .summary th, .summary td { padding: .35mm 2mm .35mm 0; }
  .summary th:last-child, .summary td:last-child { padding-right: 0; }
  .many small { display: none; }
  .spark { height: 2.6mm; width: auto; }
  figure { margin: 1.5mm 0 1mm; }
  figure .frame { border: 0; }
  figure svg { max-width: 100%; max-height: 230mm; }
  .summary figure .frame { margin: 0 auto; }
  .summary figure svg { max-height: 82mm; width: auto; }
  .many figure svg { max-height: 70mm; }
  .many table { font-size: 7pt; line-height: 1.2; }
  .many th, .many td { padding: .2mm 1.5mm .2mm 0; }
  main a { text-decoration: none; }
}
`;
