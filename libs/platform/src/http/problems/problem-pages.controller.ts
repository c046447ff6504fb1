import { randomBytes } from 'node:crypto';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { NotFound } from '@placet/kernel';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.ts';
import { knownProblems, type KnownProblem } from './problem-table.ts';

const ProblemParam = z.object({ type: z.string().regex(/^[a-z0-9-]{1,80}$/) });

/** What the `type` of a problem leads to: a page that explains it (RFC 9457, section 3.1.1). */
@Controller('problems')
export class ProblemPagesController {
  @Get()
  @Public()
  all(@Res({ passthrough: true }) reply: FastifyReply): string {
    const known = [...knownProblems().values()].toSorted((one, other) => (one.code < other.code ? -1 : 1));
    const rows = known.map(
      ({ code, status, title }) =>
        `<li><a href="/problems/${pathOf(code)}"><code>${code}</code></a> <b>${status}</b> ${escaped(title)}</li>`,
    );
    return page(reply, 'Problems', `<p>What the API says when it says no.</p><ul>${rows.join('\n')}</ul>`);
  }

  @Get(':type')
  @Public()
  one(@Param({ schema: ProblemParam }) { type }: z.infer<typeof ProblemParam>, @Res({ passthrough: true }) reply: FastifyReply): string {
    const known = knownProblems().get(type.replaceAll('-', '_'));
    if (!known) throw new NotFound('problem');
    return page(reply, known.title, explanation(known));
  }
}

function explanation({ code, status, means, remedy, ways }: KnownProblem): string {
  return [
    `<p class="code"><code>${code}</code> <b>${status}</b></p>`,
    means ? `<h2>What it means</h2><p>${prose(means)}</p>` : '',
    remedy ? `<h2>What to do</h2><p>${prose(remedy)}</p>` : '',
    Array.isArray(ways) && ways.length ? `<p>Ways out: ${ways.map((way: string) => `<code>${escaped(way)}</code>`).join(', ')}</p>` : '',
    '<p class="all"><a href="/problems">All problems</a></p>',
  ].join('\n');
}

/** A page without script; its few lines of style carry the nonce of this answer. */
function page(reply: FastifyReply, title: string, content: string): string {
  const nonce = randomBytes(16).toString('base64');
  void reply
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} · Placet</title>
<style nonce="${nonce}">${style}</style></head>
<body><main><h1>${escaped(title)}</h1>
${content}
</main></body></html>
`;
}

const style = `:root{color-scheme:light dark}body{margin:0;font:16px/1.6 system-ui,sans-serif;background:light-dark(#f7f8fa,#14171c);color:light-dark(#1c2430,#e4e8ee)}
main{max-width:42rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1rem;margin:2rem 0 .25rem}p{margin:0 0 .5rem}
code{font:.875em/1 ui-monospace,monospace;padding:.2em .4em;border-radius:.25rem;background:light-dark(#e6e9ef,#232932)}b{font-weight:600;margin:0 .5rem}
a{color:light-dark(#1f5fbf,#8ab4f8)}ul{list-style:none;padding:0}li{display:grid;grid-template-columns:16rem 3.5rem 1fr;align-items:baseline;padding:.375rem 0}@media(max-width:40rem){li{grid-template-columns:1fr auto}}.all{margin-top:2.5rem}`;

const pathOf = (code: string) => code.replaceAll('_', '-');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);

/** Words between backticks are code. */
const prose = (text: string) => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
