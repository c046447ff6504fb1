/** Runs in the page: fetches the list again while somebody looks, and empties the inbox when asked. */
export const script = `
const list = document.getElementById('list');
const address = '/inbox/list' + location.search;
let shown;

async function refresh() {
  const answer = await fetch(address).catch(() => undefined);
  const text = answer?.ok ? await answer.text() : shown;
  if (shown !== undefined && text !== shown) {
    const focused = list.contains(document.activeElement) ? document.activeElement.id : '';
    const { scrollTop } = list;
    list.innerHTML = text;
    list.scrollTop = scrollTop;
    if (focused) document.getElementById(focused)?.focus();
  }
  shown = text;
  for (const button of list.querySelectorAll('button')) button.hidden = false;
}

async function rest() {
  if (!document.hidden) await refresh();
  setTimeout(rest, 1500);
}
rest();
document.addEventListener('visibilitychange', () => document.hidden || refresh());

list.addEventListener('click', async ({ target }) => {
  if (!target.closest('button')) return;
  if (!confirm('Delete every mail in this inbox? This cannot be undone.')) return;
  const answer = await fetch('/inbox/messages', { method: 'DELETE' });
  if (answer.ok) location.assign('/inbox');
  else alert('The inbox could not be emptied.');
});
`;
