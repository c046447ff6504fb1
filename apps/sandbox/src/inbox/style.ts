/** What the inbox adds to the look of all pages. */
export const style = `
main { flex: 1; display: grid; grid-template-columns: minmax(280px, 360px) minmax(0, 1fr); min-height: 0; }
#list { overflow-y: auto; border-right: 1px solid var(--line); background: var(--surface); }
#list > p, .head { padding: 12px 24px; color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
.head { display: flex; justify-content: space-between; align-items: center; gap: 12px; min-height: 48px; padding-block: 8px; }
ol { padding: 0; list-style: none; border-top: 1px solid var(--line); }
li { border-bottom: 1px solid var(--line); }
ol a {
  display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px;
  padding: 12px 24px; border-left: 3px solid transparent; padding-left: 21px;
  color: inherit; text-decoration: none;
}
ol a:hover { background: var(--sunken); }
ol a:focus-visible { outline-offset: -2px; }
ol a[aria-current] { border-left-color: var(--accent); background: var(--accent-soft); }
ol span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.to { font-weight: 600; }
time { font-variant-numeric: tabular-nums; }
ol time, .snippet { color: var(--quiet); font-size: 13px; }
.subject, .snippet { grid-column: 1 / -1; }

article { display: flex; flex-direction: column; min-width: 0; min-height: 0; padding: 24px; }
article.none { align-items: center; justify-content: center; gap: 12px; color: var(--quiet); text-align: center; }
.back { display: none; margin-bottom: 12px; }
h2 { font-size: 20px; line-height: 28px; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 16px; margin-top: 8px; font-size: 13px; }
dt { color: var(--quiet); }
dd { overflow-wrap: anywhere; }
article nav { display: flex; flex-wrap: wrap; gap: 0 20px; margin-top: 16px; border-bottom: 1px solid var(--line); }
article nav a { margin-bottom: -1px; padding: 8px 0; border-bottom: 2px solid transparent; color: var(--quiet); font-weight: 500; text-decoration: none; }
article nav a:hover { color: var(--text); }
article nav a[aria-current] { border-color: var(--accent); color: var(--text); }
.count { padding: 0 6px; border-radius: 8px; background: var(--sunken); color: var(--quiet); font-size: 12px; }
iframe, .text, .links, .headers { margin-top: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
iframe { flex: 1; width: 100%; min-height: 240px; background: #fff; color-scheme: light; }
.text { overflow: auto; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere; }
.links { overflow: auto; padding: 0; list-style: none; }
.links li { padding: 12px 16px; overflow-wrap: anywhere; }
.links li:last-child, tr:last-child > * { border-bottom: 0; }
.headers { overflow: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 8px 16px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
th { width: 1%; color: var(--quiet); white-space: nowrap; }
td { white-space: pre-wrap; overflow-wrap: anywhere; }
.absent { margin-top: 24px; color: var(--quiet); }

.nothing { display: grid; gap: 8px; justify-items: center; padding: 64px 32px; color: var(--quiet); text-align: center; overflow-wrap: anywhere; }
.nothing strong { color: var(--text); }
.nothing svg { width: 48px; fill: none; stroke: var(--line-strong); stroke-width: 1.5; stroke-linejoin: round; }
.choosing main:has(.nothing) { grid-template-columns: 1fr; }
.choosing main:has(.nothing) > article { display: none; }
.choosing main:has(.nothing) > #list { border: 0; background: none; }

@media (width < 760px) {
  form { flex: 1 1 100%; }
  input { flex: 1; }
  main { grid-template-columns: 1fr; }
  #list { border: 0; }
  ol a, #list > p, .head { padding-right: 16px; padding-left: 16px; }
  ol a { padding-left: 13px; }
  article { padding: 16px; }
  .choosing article, .reading #list, .reading form, .reading .title p { display: none; }
  .back { display: inline; align-self: flex-start; }
}
`;
