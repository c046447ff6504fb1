import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Html } from '../html.ts';
import { look } from '../look.ts';
import { list, views } from './list.ts';
import type { Mail } from './mail.ts';
import type { Mailbox } from './mailbox.ts';
import { page } from './page.ts';
import { script } from './script.ts';
import { style } from './style.ts';

const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const one = z.preprocess((value) => (Array.isArray(value) ? (value as unknown[])[0] : value), z.string().optional());
const Query = z.object({ to: one, mail: one, view: z.enum(views).optional().catch(undefined) });

/** The inbox for people (`/inbox`) and for programs (`/inbox/messages`). */
export function inboxRoutes(server: FastifyInstance, mailbox: Mailbox) {
  const shown = (query: unknown) => {
    const { to = '', mail, view } = Query.parse(query);
    return { to, open: mail, view, mails: mailbox.search(to) };
  };
  const send = (content: Html | string) => (typeof content === 'string' ? content : content.text);

  server.get('/', (_request, reply) => reply.redirect('/inbox'));
  server.get('/inbox', (request, reply) => {
    const what = shown(request.query);
    const mail = what.open === undefined ? undefined : mailbox.find(what.open);
    const isGone = what.open !== undefined && !mail;
    return reply
      .code(isGone ? 404 : 200)
      .type('text/html')
      .header('content-security-policy', pagePolicy)
      .send(send(page(what, mail)));
  });
  server.get('/inbox/list', (request, reply) => reply.type('text/html').send(send(list(shown(request.query)))));
  server.get('/inbox/style.css', (_request, reply) => reply.type('text/css').send(look + style));
  server.get('/inbox/script.js', (_request, reply) => reply.type('text/javascript').send(script));

  server.get('/inbox/messages', (request) => mailbox.deliveredTo(Query.parse(request.query).to).map(told));
  server.delete('/inbox/messages', async (_request, reply) => {
    await mailbox.empty();
    return reply.code(204).send();
  });
  server.get<{ Params: { id: string } }>('/inbox/messages/:id/html', (request, reply) => {
    const mail = mailbox.find(request.params.id);
    reply.type('text/html').header('content-security-policy', mailPolicy);
    return mail ? reply.send(inNewWindows(mail.html)) : reply.code(404).send('This mail is gone.');
  });
}

/** What programs get of a mail; its `Message-ID` tells a mail that was handed over twice from a second mail. */
const told = ({ id, to, subject, text, html, links, receivedAt, headers }: Mail) => ({
  id,
  to,
  subject,
  text,
  html,
  links,
  receivedAt,
  messageId: headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? '',
});

/** Links open beside the inbox: in the frame they would replace the mail. */
function inNewWindows(html: string): string {
  const base = '<base target="_blank">';
  const head = /<head(\s[^>]*)?>/i.exec(html);
  return head ? html.slice(0, head.index + head[0].length) + base + html.slice(head.index + head[0].length) : base + html;
}
