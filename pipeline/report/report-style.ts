/** How report.html looks: on screen, light or dark as the system is, and on paper. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1f2328; --grey: #57606a; --line: #d0d7de; --shade: #f6f8fa; --link: #0757ba;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #15181c; --ink: #e4e8ec; --grey: #a3adb8; --line: #3a424b; --shade: #1f242a; --link: #79b3ff; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 92rem; padding: 0 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Arimo, "Liberation Sans", Arial, Helvetica, sans-serif; overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; background: var(--paper); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; }
main > * { max-width: 52rem; }
main > figure, main > .frame { max-width: 100%; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1.75rem 0 1rem; }
main > :first-child { margin-top: 0; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 .75rem; padding-top: .5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.1rem; line-height: 1.3; margin: 2.25rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
h2 > a, h3 > a, h4 > a { color: inherit; text-decoration: none; }
h2 > a:hover, h3 > a:hover, h4 > a:hover { text-decoration: underline; }
p, ul, ol { margin: .6rem 0; }
li { margin: .2rem 0; }
code { font: .9em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { margin: 0; padding: .9rem 1rem; background: var(--shade); }
.frame { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .94rem; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .8rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--grey); font-weight: normal; white-space: nowrap; }
.number { text-align: right; }
figure { margin: 1.5rem 0; }
figure .frame { background: #ffffff; border: 1px solid var(--line); border-radius: 6px; margin: 0; width: fit-content; max-width: 100%; }
figure svg { display: block; height: auto; }
nav { font-size: .94rem; margin: 0 0 1rem; }
nav h2 { font-size: 1rem; border: 0; margin: 0 0 .4rem; padding: 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul { display: flex; flex-wrap: wrap; column-gap: 1.25rem; }
nav ul ul { display: none; }
nav a { display: inline-block; padding: .15rem 0; }
@media screen and (min-width: 75rem) {
  body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); column-gap: 3rem; }
  header { grid-column: 2; }
  figure svg { max-width: 100%; }
  nav { grid-row: 1 / span 2; position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 2rem .5rem; align-self: start; }
  nav > ul { display: block; }
  nav ul ul { display: block; padding-left: 1rem; }
}
@page { margin: 18mm 16mm; }
@media print {
  :root { --paper: #ffffff; --ink: #000000; --grey: #444444; --line: #bbbbbb; --shade: #f4f4f4; --link: #000000; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .skip { display: none; }
  main > * { max-width: none; }
  h1 { margin-top: 0; }
  h1, h2, h3, h4 { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  li, tr, figure, pre { break-inside: avoid; }
  thead { display: table-header-group; }
  pre, code { white-space: pre-wrap; }
  .frame { overflow: visible; }
  figure .frame { border: 0; }
  figure svg { max-width: 100%; max-height: 230mm; }
  main a { text-decoration: none; }
  main a[href^="http"]::after { content: " (" attr(href) ")"; color: var(--grey); font-size: 8pt; }
}
`;
