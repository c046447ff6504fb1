/** The look that all pages of the sandbox share: one 4-px scale, the console's colours, light and dark. */
export const look = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(#f6f7f8, #0f1214);
  --surface: light-dark(#fff, #15191c);
  --sunken: light-dark(#f0f2f4, #1c2125);
  --line: light-dark(#e2e6ea, #283036);
  --line-strong: light-dark(#87929d, #66727d);
  --text: light-dark(#182026, #e7ebee);
  --quiet: light-dark(#525d67, #a6b0b9);
  --accent: light-dark(#0b6173, #62c4d6);
  --accent-soft: light-dark(#e3f1f4, #12303a);
}
* { box-sizing: border-box; margin: 0; }
body {
  display: flex; flex-direction: column; height: 100dvh;
  background: var(--canvas); color: var(--text);
  font: 14px/20px ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
a { color: var(--accent); }
code, pre, .links, .headers { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 13px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
strong, h1, h2 { font-weight: 600; }

header {
  display: flex; flex-wrap: wrap; align-items: center; gap: 12px 24px;
  padding: 12px 24px; background: var(--surface); border-bottom: 1px solid var(--line);
}
.title { flex: 1 1 240px; }
h1 { font-size: 16px; line-height: 24px; }
h1 a { color: inherit; text-decoration: none; }
.title p { color: var(--quiet); font-size: 13px; }
form { min-width: 0; display: flex; align-items: center; gap: 8px; }
label { color: var(--quiet); font-size: 13px; }
input, button {
  height: 32px; padding: 0 12px; border: 1px solid var(--line-strong); border-radius: 6px;
  background: var(--surface); color: inherit; font: inherit;
}
input { width: 200px; min-width: 0; }
input::placeholder { color: var(--quiet); opacity: 1; }
button { border-color: var(--line); font-weight: 500; cursor: pointer; }
button:hover { background: var(--sunken); }
button.quiet { flex: none; margin-right: -12px; border-color: transparent; background: none; color: var(--quiet); font-size: 13px; font-weight: 400; }
button.quiet:hover { background: var(--sunken); color: var(--text); }
.pages { display: flex; gap: 16px; }
.pages a { padding: 4px 0; border-bottom: 2px solid transparent; color: var(--quiet); font-weight: 500; text-decoration: none; }
.pages a:hover { color: var(--text); }
.pages a[aria-current] { border-color: var(--accent); color: var(--text); }

@media (width < 760px) {
  header { padding: 12px 16px; }
}
`;
