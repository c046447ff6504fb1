/** What the directory adds to the look of all pages. */
export const style = `
:root {
  --good: light-dark(#1b6a3d, #7bd0a0);
  --good-soft: light-dark(#e4f3ea, #14301f);
  --bad: light-dark(#a1261c, #ffa198);
  --bad-soft: light-dark(#fbe9e7, #3b1a17);
  --warn: light-dark(#75500a, #eebd6d);
  --warn-soft: light-dark(#faf0dc, #33260d);
}
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h2, h3 { font-size: 14px; line-height: 20px; font-weight: 600; }
ul, ol { padding: 0; list-style: none; }
select {
  height: 32px; min-width: 0; padding: 0 8px; border: 1px solid var(--line-strong); border-radius: 6px;
  background: var(--surface); color: inherit; font: inherit;
}
button.first { border-color: var(--accent); background: var(--accent); color: var(--surface); }
button.first:hover { background: color-mix(in oklab, var(--accent), var(--text) 16%); }
button.link { height: auto; padding: 0; border: 0; background: none; color: var(--accent); font-weight: 400; text-decoration: underline; }
button[aria-busy] { opacity: 0.6; cursor: progress; }
code { overflow-wrap: anywhere; }

main { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr) minmax(360px, 44%); min-height: 0; }
#desk, #calls { min-width: 0; overflow-y: auto; }
#calls { border-left: 1px solid var(--line); background: var(--surface); }

.service { display: grid; gap: 12px; padding: 16px 24px; }
.service.none { justify-items: start; padding-block: 32px; }
.where { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
.bar { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.bar .check { margin-left: 8px; }
.check { display: flex; gap: 8px; align-items: center; color: var(--text); font-size: 14px; }
[type='checkbox'], [type='radio'] { flex: none; width: 16px; height: 16px; padding: 0; accent-color: var(--accent); }
.quarantine { margin: 0 24px 16px; padding: 12px 16px; border: 1px solid var(--warn); border-radius: 8px; background: var(--warn-soft); overflow-wrap: anywhere; }

.tabs { display: flex; gap: 20px; padding: 0 24px; border-bottom: 1px solid var(--line); }
.tabs a { margin-bottom: -1px; padding: 8px 0; border-bottom: 2px solid transparent; color: var(--quiet); font-weight: 500; text-decoration: none; }
.tabs a:hover { color: var(--text); }
.tabs a[aria-current] { border-color: var(--accent); color: var(--text); }
.head { display: flex; justify-content: space-between; align-items: center; gap: 12px; min-height: 56px; padding: 12px 24px; }
.head p { color: var(--quiet); font-size: 13px; }
.head button { flex: none; }

.rows { border-top: 1px solid var(--line); }
.rows > li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 4px 12px; padding: 12px 24px; border-bottom: 1px solid var(--line); background: var(--surface); }
.rows > li > .who:first-child { grid-column: 1 / 3; }
.face {
  display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%;
  background: var(--accent-soft); color: var(--accent); font-size: 13px; font-weight: 600;
}
.face.square { border-radius: 8px; }
.user-name, .facts { overflow: hidden; color: var(--quiet); font-size: 13px; text-overflow: ellipsis; white-space: nowrap; }
.trouble { margin-top: 4px; color: var(--bad); font-size: 13px; overflow-wrap: anywhere; }
.quiet-text, .note { color: var(--quiet); font-size: 13px; }
.chip { display: inline-block; padding: 0 8px; border-radius: 10px; background: var(--sunken); color: var(--quiet); font-size: 12px; font-weight: 500; white-space: nowrap; }
.chip.good { background: var(--good-soft); color: var(--good); }
.chip.bad { background: var(--bad-soft); color: var(--bad); }
.chip.warn { background: var(--warn-soft); color: var(--warn); }

.acts { display: flex; gap: 8px; align-items: start; }
.acts > button { min-width: 96px; }
.more { position: relative; }
.more summary { display: grid; place-items: center; width: 32px; height: 32px; border-radius: 6px; color: var(--quiet); font-weight: 700; cursor: pointer; list-style: none; }
.more summary::-webkit-details-marker { display: none; }
.more summary:hover, .more[open] summary { background: var(--sunken); color: var(--text); }
.more > div {
  position: absolute; z-index: 1; top: 36px; right: 0; display: grid; min-width: 180px; padding: 4px;
  border: 1px solid var(--line); border-radius: 8px; background: var(--surface); box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
}
.more > div button { border: 0; background: none; font-weight: 400; text-align: left; }
.more > div button:hover { background: var(--sunken); }
.members { margin-top: 4px; }
.members > summary { width: max-content; color: var(--accent); font-size: 13px; cursor: pointer; }
.members > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 4px 16px; margin-top: 8px; }
.members label { display: flex; gap: 8px; align-items: center; min-height: 28px; color: var(--text); font-size: 14px; }
.steps { display: grid; gap: 4px; margin-top: 8px; font-size: 13px; }
.steps li { display: grid; grid-template-columns: 20px minmax(0, 1fr); }
.steps li::before { content: '✓'; color: var(--good); }
.steps li.bad::before { content: '✕'; color: var(--bad); }
.steps .trouble { margin: 0 0 4px; }
.anew { padding: 16px 24px; }
.anew button { margin-left: -12px; }

.calls { border-top: 1px solid var(--line); }
.calls > li { border-bottom: 1px solid var(--line); }
.calls summary {
  display: grid; grid-template-columns: max-content minmax(0, 1fr) auto; gap: 0 8px; align-items: baseline;
  padding: 8px 24px; cursor: pointer; list-style: none;
}
.calls summary::-webkit-details-marker { display: none; }
.calls summary:hover, .calls details[open] > summary { background: var(--sunken); }
.calls summary:focus-visible { outline-offset: -2px; }
.method, .path { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 13px; }
.method { font-weight: 600; }
.path { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.calls details[open] .path { white-space: normal; overflow-wrap: anywhere; }
.why { grid-column: 1 / 3; overflow: hidden; color: var(--quiet); font-size: 13px; text-overflow: ellipsis; white-space: nowrap; }
.ms { color: var(--quiet); font-size: 13px; text-align: right; font-variant-numeric: tabular-nums; }
.at, .calls h3, .calls .trouble { margin: 8px 24px 4px; font-size: 13px; }
.at { color: var(--quiet); }
.calls .chip { justify-self: end; }
.calls pre { max-height: 320px; margin: 0 24px 12px; padding: 12px; overflow: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--canvas); line-height: 18px; }
.more-calls { padding: 12px 24px; color: var(--quiet); font-size: 13px; }
.nothing { display: grid; gap: 8px; padding: 24px; border-top: 1px solid var(--line); color: var(--quiet); }
.nothing strong { color: var(--text); }

#said:empty { display: none; }
#said {
  position: fixed; z-index: 2; bottom: 16px; left: 50%; max-width: min(560px, calc(100vw - 32px)); padding: 8px 16px; translate: -50%;
  border-radius: 8px; background: var(--text); color: var(--canvas); overflow-wrap: anywhere;
}
#said.bad { background: light-dark(#a1261c, #ffa198); }

dialog {
  width: min(480px, calc(100vw - 32px)); max-height: calc(100dvh - 32px); margin: auto; padding: 24px; overflow-y: auto;
  border: 1px solid var(--line); border-radius: 12px; background: var(--surface); color: var(--text);
}
dialog::backdrop { background: rgb(0 0 0 / 0.4); }
dialog h2 { margin-bottom: 16px; font-size: 16px; line-height: 24px; }
.fields { display: grid; gap: 4px; align-items: stretch; }
.fields label:not(:first-child):not(.check), .fields .way label, .fields fieldset { margin-top: 8px; }
.fields input:not([type='checkbox'], [type='radio']), .fields select { width: 100%; }
fieldset { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; border: 0; }
fieldset legend { padding: 0; color: var(--quiet); font-size: 13px; }
fieldset label { display: flex; gap: 8px; align-items: center; margin: 0 !important; color: var(--text); font-size: 14px; }
.fields .check { margin-top: 12px; align-items: start; }
.fields .note { margin-top: 8px; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 16px; }
.offers { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.or { margin: 16px 0 8px; color: var(--quiet); font-size: 13px; }

@media (width < 1000px) {
  body { height: auto; min-height: 100dvh; }
  main { display: block; }
  #desk, #calls { overflow: visible; }
  #calls { border: 0; border-top: 1px solid var(--line); }
}
@media (width < 760px) {
  .service, .head, .rows > li, .calls summary, .anew { padding-inline: 16px; }
  .tabs { padding: 0 16px; }
  .quarantine, .at, .calls h3, .calls .trouble, .calls pre { margin-inline: 16px; }
  .bar .check { margin-left: 0; }
  .head { flex-wrap: wrap; }
}
@media (width < 480px) {
  .rows > li { grid-template-columns: auto minmax(0, 1fr); }
  .rows > li > .who:first-child { grid-column: 1 / -1; }
  .acts { grid-column: 2; }
  .who:first-child + .acts { grid-column: 1; }
  .face { width: 32px; height: 32px; }
  .more > div { right: auto; left: 0; }
}
@media (prefers-reduced-motion: no-preference) {
  #said { animation: rise 160ms ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
}
`;
