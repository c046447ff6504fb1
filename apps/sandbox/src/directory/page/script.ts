/** Runs in the page: sends what a button says, and fetches both sides of the page again while somebody looks. */
export const script = `
const parts = [
  [document.getElementById('desk'), '/directory/desk' + location.search],
  [document.getElementById('calls'), '/directory/calls'],
  [document.getElementById('dialogs'), '/directory/dialogs'],
];
const said = document.getElementById('said');
const shown = new Map();
let acting = 0;

async function refresh([part, address]) {
  const answer = await fetch(address).catch(() => undefined);
  const text = answer?.ok ? await answer.text() : undefined;
  if (text === undefined) return;
  if (part.querySelector('dialog[open]')) return;
  if (shown.get(part) !== undefined && text !== shown.get(part)) replace(part, text);
  shown.set(part, text);
}

function replace(part, text) {
  const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
  const open = [...part.querySelectorAll('details[open]')].map(({ id }) => id);
  const { scrollTop } = part;
  part.innerHTML = text;
  for (const id of open) if (!id.startsWith('more-')) document.getElementById(id)?.setAttribute('open', '');
  part.scrollTop = scrollTop;
  if (focused) (document.getElementById(focused) ?? next(focused))?.focus();
}

/** The button that took the place of one that is gone. */
function next(id) {
  const row = id.slice(id.indexOf('-') + 1);
  return document.querySelector('#person-' + CSS.escape(row) + ' button, #group-' + CSS.escape(row) + ' button');
}

async function rest() {
  if (!document.hidden) await Promise.all(parts.map(refresh));
  setTimeout(rest, acting ? 500 : 2000);
}
rest();
document.addEventListener('visibilitychange', () => document.hidden || parts.forEach(refresh));

let fading;
function say(text, isBad = false) {
  clearTimeout(fading);
  if (text && !isBad) fading = setTimeout(say, 6000, '');
  said.textContent = text;
  said.classList.toggle('bad', isBad);
}

/** @returns what is wrong; nothing: it was done */
async function send(path, body, method = 'POST') {
  acting++;
  document.body.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch('/directory/api/' + path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const told = answer.status === 204 ? {} : await answer.json();
    if (!answer.ok) return told.problem;
    outcome(path, told);
  } catch (error) {
    return 'The sandbox does not answer: ' + error.message;
  } finally {
    if (--acting === 0) document.body.removeAttribute('aria-busy');
    await Promise.all(parts.map(refresh));
  }
}

function outcome(path, told) {
  const { exchanges = [], isDone = true, problem, done = {} } = told;
  const last = exchanges.findLast(({ status }) => status === 0 || status >= 400);
  const refusal = last?.answer?.detail ?? last?.problem ?? 'refused';
  const calls = exchanges.length === 1 ? '1 call' : exchanges.length + ' calls';
  if (path.startsWith('checks/')) say(told.failed ? told.failed + ' of ' + told.steps.length + ' steps failed' : told.steps.length + ' steps passed', told.failed > 0);
  else if (path === 'test') say(problem ? 'The connection does not work: ' + problem : 'The connection works', Boolean(problem));
  else if (path === 'cycle') say('Cycle: ' + done.visited + ' visited, ' + done.failed + ' failed, ' + calls, done.failed > 0);
  else if (!isDone) say('Refused: ' + refusal, true);
  else if (exchanges.length) say('Taken, ' + calls);
  else say(path.startsWith('people') || path.startsWith('groups') ? 'Done, no call was needed' : '');
}

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button');
  for (const menu of document.querySelectorAll('details.more[open]')) if (!menu.contains(target) || button) menu.open = false;
  if (!button) return;
  const { post, body, confirm: question, open, delete: gone } = button.dataset;
  if ('close' in button.dataset) button.closest('dialog').close();
  if (open) show(open, button.dataset);
  if (gone) await send(gone, undefined, 'DELETE');
  if (!post || (question && !confirm(question))) return;
  button.setAttribute('aria-busy', 'true');
  const problem = await send(post, body ? JSON.parse(body) : undefined);
  button.removeAttribute('aria-busy');
  if (problem) say(problem, true);
  else if (post === 'connection') {
    button.closest('dialog').close();
    await Promise.all(parts.map(refresh));
  }
});

document.addEventListener('change', async ({ target }) => {
  const { change, toggle, body } = target.dataset;
  if (change) say((await send(change, { [target.name]: target.type === 'checkbox' ? target.checked : target.value })) ?? '');
  if (toggle) {
    const problem = await send(toggle, JSON.parse(body));
    if (problem) say(problem, true);
  }
  if (target.name === 'way') chooseWay(target.form, target.value);
});

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.more[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

function show(id, { title, fields, postTo }) {
  const dialog = document.getElementById(id);
  const form = dialog.querySelector('form');
  if (fields) {
    form.reset();
    for (const [name, value] of Object.entries(JSON.parse(fields))) if (form.elements[name]) form.elements[name].value = value;
  }
  if (title) dialog.querySelector('h2').textContent = title;
  if (postTo) form.dataset.post = postTo;
  form.querySelector('.problem').hidden = true;
  if (form.elements.way) chooseWay(form, form.elements.way.value);
  dialog.showModal();
}

function chooseWay(form, chosen) {
  for (const way of form.querySelectorAll('[data-way]')) {
    way.hidden = way.dataset.way !== chosen;
    for (const input of way.querySelectorAll('input')) input.disabled = way.hidden;
  }
}

document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const { way: _way, isSame, ...values } = Object.fromEntries(new FormData(form));
  const isNew = form.dataset.post === 'people';
  const sent = isNew ? Object.fromEntries(Object.entries(values).filter(([, value]) => value)) : values;
  const problem = await send(form.dataset.post, isSame ? { ...sent, isSame: true } : sent);
  const told = form.querySelector('.problem');
  told.textContent = problem ?? '';
  told.hidden = !problem;
  if (problem) return;
  form.closest('dialog').close();
  await Promise.all(parts.map(refresh));
});

// A link may bring base URL and token behind the #, where no server sees them; only a person sends them on.
const brought = new URLSearchParams(location.hash.slice(1));
if (brought.has('baseUrl')) {
  history.replaceState(null, '', location.pathname + location.search);
  show('service', { fields: JSON.stringify(Object.fromEntries(brought)) });
}
`;
