/** The stylesheet of all pages: light and dark, from 360 pixels up. */
export const STYLE = `
:root {
  --bg: #f6f7f6; --surface: #ffffff; --sunken: #eef1ef; --line: #d8dedb;
  --text: #17211d; --muted: #55635c; --accent: #0b6e57; --accent-soft: #e0f1ec;
  --add: #e3f5e6; --add-text: #14602a; --del: #fdeaea; --del-text: #97211f;
  --hunk: #e9eef8; --hunk-text: #3c4f7d; --mark: #fff3c9; --warn: #8a5a00;
  --mono: ui-monospace, SFMono-Regular, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #101413; --surface: #171c1a; --sunken: #1f2624; --line: #303936;
    --text: #e4eae7; --muted: #9daba4; --accent: #54c9a6; --accent-soft: #17352c;
    --add: #12301d; --add-text: #86d99b; --del: #3a1b1c; --del-text: #f2a3a0;
    --hunk: #1d2536; --hunk-text: #a9b9e2; --mark: #403512; --warn: #e6b85c;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.55 var(--sans); }
a { color: var(--accent); text-decoration: none; }
a:hover, p a, .path nav a, .card > header .mono a { text-decoration: underline; text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; overflow-wrap: anywhere; }
code, pre, .mono { font-family: var(--mono); font-size: .87em; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--surface); padding: .4rem .8rem; }
.top { background: var(--surface); border-bottom: 1px solid var(--line); padding: .7rem clamp(1rem, 4vw, 2.5rem); }
.brand { display: inline-flex; align-items: center; gap: .55rem; font-weight: 650; color: var(--text); }
.brand span { color: var(--muted); font-weight: 400; }
main { max-width: 76rem; margin: 0 auto; padding: 1.6rem clamp(1rem, 4vw, 2.5rem) 4rem; }
.muted { color: var(--muted); }
.nowrap { white-space: nowrap; }
.tag { display: inline-block; border: 1px solid var(--line); border-radius: 999px; padding: 0 .6rem; font-size: .8rem; line-height: 1.6; color: var(--muted); vertical-align: middle; overflow-wrap: anywhere; }
.ref { background: var(--accent-soft); border-color: transparent; color: var(--accent); font-family: var(--mono); }
.lead { margin: .4rem 0 0; color: var(--muted); overflow-wrap: anywhere; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; margin: 1.1rem 0 1.4rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .45rem .8rem; color: var(--muted); border-bottom: 2px solid transparent; margin-bottom: -1px; }
.tabs a[aria-current] { color: var(--text); border-color: var(--accent); font-weight: 600; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; margin: 0 0 1.2rem; }
.card > header { display: flex; flex-wrap: wrap; gap: .3rem .9rem; align-items: baseline; justify-content: space-between; padding: .6rem 1rem; background: var(--sunken); border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.card > header:last-child { border-bottom: 0; }
.card > .body { padding: 1rem; overflow-wrap: anywhere; }
.card > .body > :first-child { margin-top: 0; } .card > .body > :last-child { margin-bottom: 0; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows li { display: flex; flex-wrap: wrap; gap: .15rem 1rem; align-items: baseline; padding: .6rem 1rem; border-top: 1px solid var(--line); }
.rows li:first-child { border-top: 0; }
.rows li:hover { background: color-mix(in srgb, var(--sunken) 55%, transparent); }
.rows .grow { flex: 1 1 15rem; min-width: 0; overflow-wrap: anywhere; }
.rows strong a { font-weight: 600; }
.files li { flex-wrap: nowrap; padding: .4rem 1rem; }
.files .grow { flex-basis: 0; }
.icon { width: 1.35rem; flex: none; color: var(--muted); text-align: center; font: 1.15em/1 var(--mono); }
.dir .icon { color: var(--accent); }
.path { display: flex; flex-wrap: wrap; gap: .3rem .5rem; align-items: center; margin: 0 0 .9rem; overflow-wrap: anywhere; }
.path nav { min-width: 0; }
.end { margin-left: auto; }
.scroll { overflow-x: auto; }
.source { border-collapse: collapse; width: 100%; font: 13px/1.6 var(--mono); tab-size: 4; }
.source td { padding: 0 1rem 0 .6rem; vertical-align: top; white-space: pre; }
.source .no { white-space: nowrap; width: 1%; min-width: 3.2rem; padding: 0 .7rem; text-align: right; user-select: none; color: var(--muted); }
.file td { line-height: 24px; }
.source .no a { color: inherit; display: block; min-width: 24px; } .source .no a::before, .source .no[data-n]::before { content: attr(data-n); }
.source tr:target td { background: var(--mark); }
.source .add td { background: var(--add); } .source .del td { background: var(--del); }
.source .sign { width: 1%; padding: 0 .2rem; user-select: none; } .add .sign { color: var(--add-text); } .del .sign { color: var(--del-text); }
.source .hunk td { background: var(--hunk); color: var(--hunk-text); padding-top: .15rem; padding-bottom: .15rem; }
.plus { color: var(--add-text); } .minus { color: var(--del-text); }
.invisible { background: var(--mark); color: var(--warn); border-radius: 3px; padding: 0 .2em; font-size: .85em; }
pre { margin: 0; overflow-x: auto; background: var(--sunken); border-radius: 8px; padding: .8rem 1rem; line-height: 1.55; }
pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; background: none; padding: 0; }
.clone { margin: 0 0 1.2rem; display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; }
.clone code { background: var(--sunken); border-radius: 6px; padding: .25rem .6rem; overflow-wrap: anywhere; user-select: all; }
.pages { display: flex; justify-content: space-between; gap: 1rem; }
h3 { font-size: .95rem; margin: 1.6rem 0 .6rem; }
h2.pull { font-size: 1.25rem; margin-top: 0; }
.filters { display: flex; gap: 1.2rem; margin: 0 0 .9rem; }
.filters a { color: var(--muted); padding: .2rem 0; } .filters a[aria-current] { color: var(--text); font-weight: 600; }
.state { border-color: transparent; font-weight: 600; }
.state.open { background: var(--add); color: var(--add-text); } .state.merged { background: var(--hunk); color: var(--hunk-text); }
.state.closed { background: var(--del); color: var(--del-text); }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
.buttons:not(:first-child) { margin-top: 1rem; }
button { font: inherit; color: var(--text); background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; padding: .4rem .9rem; cursor: pointer; }
button:hover { border-color: var(--muted); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--surface); font-weight: 600; }
.notice { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.4rem; }
.notice > :first-child { margin-top: 0; } .notice > :last-child { margin-bottom: 0; }
.summary { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0 0 1rem; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0 0; }
dl.facts dt { color: var(--muted); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 34rem) {
  body { font-size: 14.5px; }
  .rows li { padding: .6rem .8rem; }
  .source { font-size: 12px; }
  .source .no { min-width: 2.4rem; padding: 0 .4rem; }
  .diff .old { display: none; }
}
`;
