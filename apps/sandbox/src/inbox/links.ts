const entities: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/** @returns every http(s) link, each once: those of the HTML as a click would follow them, then those that only the text has */
export function linksOf(html: string, text: string): string[] {
  const hrefs = [...html.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, double, single]) =>
    unescape(double ?? single ?? ''),
  );
  const plain = [...text.matchAll(/https?:\/\/[^\s<>"']+/gi)].map(([link]) => link.replace(/[.,;:!?)\]]+$/, ''));
  return [...new Set([...hrefs, ...plain])].filter((link) => /^https?:\/\//i.test(link));
}

const unescape = (attribute: string) =>
  attribute
    .trim()
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
      name ? (entities[name.toLowerCase()] ?? whole) : fromCode(hex ? parseInt(hex, 16) : Number(decimal), whole),
    );

const fromCode = (code: number, otherwise: string) => (code <= 0x10ffff ? String.fromCodePoint(code) : otherwise);
