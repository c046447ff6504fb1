import axe from 'axe-core';

// axe computes roles and names as assistive technology does; jsdom does no layout, so whatever CSS hides counts as shown.
const setUp = <T>(root: Element, ask: () => T): T => {
  axe.setup(root.ownerDocument.documentElement);
  try {
    return ask();
  } finally {
    axe.teardown();
  }
};
const commons = () =>
  (axe as unknown as { commons: { aria: { getRole(of: Element): string | null }; text: { accessibleText(of: Element): string } } }).commons;
const matches = (name: string, wanted: string | RegExp | undefined) =>
  wanted === undefined || (typeof wanted === 'string' ? name === wanted : wanted.test(name));

/** Every element below `root` with this role and, if given, this accessible name. */
export function allByRole<E extends HTMLElement = HTMLElement>(root: Element, role: string, name?: string | RegExp): E[] {
  return setUp(root, () => {
    const { aria, text } = commons();
    return [...root.querySelectorAll<E>('*')].filter(
      (element) => aria.getRole(element) === role && matches(text.accessibleText(element).replace(/\s+/gu, ' ').trim(), name),
    );
  });
}

const namesOf = (root: Element, role: string) => {
  const found = allByRole(root, role);
  return setUp(root, () => found.map((element) => `"${commons().text.accessibleText(element).trim()}"`).join(', '));
};

/** The one element with this role and name. @throws where there is none, or more than one */
export function byRole<E extends HTMLElement = HTMLElement>(root: Element, role: string, name?: string | RegExp): E {
  const [first, ...others] = allByRole<E>(root, role, name);
  if (!first || others.length)
    throw new Error(`${first ? others.length + 1 : 'no'} ${role} ${String(name ?? '')} among: ${namesOf(root, role)}`);
  return first;
}

/** The control with this label. @throws where there is none, or more than one */
export function byLabel<E extends HTMLElement = HTMLInputElement>(root: Element, label: string | RegExp): E {
  const found = setUp(root, () =>
    [...root.querySelectorAll<E>('input, select, textarea')].filter((control) =>
      matches(commons().text.accessibleText(control).trim(), label),
    ),
  );
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} controls labelled ${String(label)} in: ${root.textContent}`);
  return found[0];
}

/** Types into a control as a reader does: the whole text, then on to the next. */
export function type(control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, text: string): void {
  control.value = text;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
  control.dispatchEvent(new Event('blur', { bubbles: true }));
}

/** What axe finds serious or critical below `root`, as `rule: selector`; colours need a real browser and are left out. */
export async function violations(root: Element): Promise<string[]> {
  const { violations: found } = await axe.run(root, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
