/**
 * What the reader sees at the end: where to go, and with which credentials.
 * @param {import('./run-file.mjs').RunFile} run @param {import('./demo.mjs').Demo} demo
 */
export function banner({ console: home, inbox, directory, scim, operator }, { workspaces }) {
  const lines = Object.entries(workspaces).flatMap(([slug, { owner, accounts = [] }], n) =>
    [owner, ...accounts].map(({ username, password, note = '' }, k) => [
      k > 0 ? '' : n === 0 ? 'Console' : 'Second tenant',
      k > 0 ? '' : home,
      k > 0 ? '' : slug,
      username,
      password,
      note,
    ]),
  );
  if (lines.length === 0) lines.push(['Console', home, '', '', '', '']);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(14, ...lines.map((line) => (line[column] ?? '').length + 2)));
  const rows = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('')
      .trimEnd(),
  );
  const row = (/** @type {string} */ name, /** @type {string} */ text) => name.padEnd(widths[0] ?? 14) + text;
  const tokens = Object.entries(workspaces).flatMap(([slug, { scim: connection }]) =>
    connection ? [`token of ${slug}  ${connection.token}`] : [],
  );
  return [
    ...rows,
    row('Mail inbox', inbox),
    row('Play Okta', `${directory}  or Entra, and see what it calls`),
    row('API docs', `${home}/api/docs`),
    row('SCIM', [scim, ...tokens].join('  ')),
    row('Operator', `${operator.url}  token in the run file`),
  ].join('\n');
}
