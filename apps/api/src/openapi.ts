import { METHOD_METADATA } from '@nestjs/common/internal';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiResponse, DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '@placet/contracts';
import { factsOfHandler, fastifyOf } from '@placet/platform';
import { describeOperation } from './openapi-operation.ts';

/** The API's document (OpenAPI 3.0), from the schemas and rules that the routes themselves use. @returns JSON text, the same for the same code */
export function openApiOf(app: NestFastifyApplication): string {
  sayAnswers(app);
  const settings = new DocumentBuilder()
    .setTitle('Placet')
    .setDescription(manners)
    .setVersion('v1')
    .addServer('/')
    .addCookieAuth(
      '__Host-placet',
      { type: 'apiKey', in: 'cookie', description: 'The session that POST /api/v1/sign-in opens.' },
      'session',
    )
    .addBearerAuth({ type: 'http', description: 'The token of the operator.' }, 'operator')
    .addBearerAuth({ type: 'http', description: 'The token of a directory connection.' }, 'directory')
    .build();
  const document = SwaggerModule.createDocument(app, settings, { operationIdFactory: nameOf });
  const fastify = fastifyOf(app);
  for (const { method, url, facts } of fastify.routeMap.routes) {
    const operation = document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase() as 'get'];
    if (operation && facts) describeOperation(operation, method, facts);
  }
  return `${JSON.stringify(tidied(document), null, 2)}\n`;
}

/** `MembersController`, `ban` -> `membersBan`. */
const nameOf = (controller: string, handler: string): string =>
  controller.replace(/Controller$/, '').replace(/^./, (letter) => letter.toLowerCase()) +
  handler.replace(/^./, (letter) => letter.toUpperCase());

/** Tells the document what `@Answers` told the platform. */
function sayAnswers(app: NestFastifyApplication): void {
  for (const handler of handlersOf(app)) {
    const { answer } = factsOfHandler(handler.descriptor.value as object);
    const schema = answer?.schema ? { standardSchema: answer.schema } : {};
    const { prototype, name, descriptor } = handler;
    if (answer)
      ApiResponse({ status: answer.status, description: meanings[answer.status] ?? 'Done.', ...schema } as never)(
        prototype,
        name,
        descriptor,
      );
    ApiResponse({ status: 'default', description: 'A refusal (RFC 9457).', standardSchema: Problem } as never)(prototype, name, descriptor);
  }
}

const meanings: Record<number, string> = { 200: 'As asked.', 201: 'Created.', 202: 'Accepted; it goes on.', 204: 'Done; nothing to say.' };

function* handlersOf(app: NestFastifyApplication) {
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      const prototype = metatype?.prototype as object;
      for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
        const isRoute = typeof descriptor.value === 'function' && Reflect.hasMetadata(METHOD_METADATA, descriptor.value as object);
        if (isRoute) yield { prototype, name, descriptor };
      }
    }
  }
}

/** Paths in order, and without the pages that explain problems. */
function tidied(document: OpenAPIObject): OpenAPIObject {
  const byName = <T>(entries: Record<string, T>) =>
    Object.fromEntries(Object.entries(entries).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => !path.startsWith('/problems')));
  return { ...document, paths: byName(paths), components: { ...document.components, schemas: byName(document.components?.schemas ?? {}) } };
}

const manners = `One door for the console and for programs.

**Changes** with the session's cookie repeat the cookie \`XSRF-TOKEN\` in the header \`X-XSRF-TOKEN\` and come from an allowed \`Origin\`. Send an \`Idempotency-Key\` (16 to 128 visible characters) with each: the same key and request have one effect and the same answer, a day long. \`PATCH\` is a merge patch (RFC 7396) and takes \`If-Match\`.

**Lists** take \`limit\` (1 to 200), \`cursor\`, filters by field name, repeated for "any of". What is unknown is 400.

**Refusals** are problem details (RFC 9457): \`type\` leads to a page that explains it, \`code\` is stable, \`requestId\` is in our log.

**Limits**: 50 requests a second and member, 200 at once; then 429 with \`Retry-After\`. Clients ignore fields that they do not know.`;
