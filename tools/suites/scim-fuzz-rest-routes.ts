import {
  AddClientBody,
  AddConnectionBody,
  AddTokenBody,
  AllowAdoptionBody,
  DecideHeldBody,
  EditConnectionBody,
  PutMappingBody,
} from '@placet/contracts';
import fc from 'fast-check';
import { z } from 'zod';
import { id, idPath, parameter, type Shape } from './scim-fuzz-request.ts';
import { meantBy, type JsonSchema } from './scim-fuzz-schemas.ts';
import { bodyText, oddText } from './scim-fuzz-values.ts';

const bodyOf = (schema: z.ZodType) => bodyText(meantBy(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema));

/** Every route of the console and of programs for directories. */
export function restShapes(): Shape[] {
  const base = 'directory-connections';
  const one = idPath(base, 'connection');
  const under = (tail: string) => one.map((path) => `${path}/${tail}`);
  const below = (tail: string, name: string) => fc.tuple(one, id(name)).map(([path, last]) => `${path}/${tail}/${last}`);
  const groupAct = (tail: string) => below('groups', 'group').map((path) => `${path}/${tail}`);
  const query = parameter(
    ['limit', 'cursor', 'q', 'outcome', 'code'],
    fc.oneof(oddText, fc.integer().map(String), fc.constantFrom('ok', 'user.created')),
  );
  return [
    { route: base, method: 'GET', path: fc.constant(base), query },
    { route: base, method: 'POST', path: fc.constant(base), body: bodyOf(AddConnectionBody) },
    { route: `${base}/:id`, method: 'GET', path: one },
    { route: `${base}/:id`, method: 'PATCH', path: one, body: bodyOf(EditConnectionBody) },
    { route: `${base}/:id/log`, method: 'GET', path: under('log'), query },
    { route: `${base}/:id/tokens`, method: 'POST', path: under('tokens'), body: bodyOf(AddTokenBody) },
    { route: `${base}/:id/tokens/:tokenId`, method: 'DELETE', path: below('tokens', 'foreign') },
    { route: `${base}/:id/clients`, method: 'POST', path: under('clients'), body: bodyOf(AddClientBody) },
    { route: `${base}/:id/clients/:clientId`, method: 'DELETE', path: below('clients', 'foreign') },
    { route: `${base}/:id/held`, method: 'GET', path: under('held'), query },
    { route: `${base}/:id/held`, method: 'POST', path: under('held'), body: bodyOf(DecideHeldBody) },
    { route: `${base}/:id/adoptions`, method: 'GET', path: under('adoptions') },
    { route: `${base}/:id/adoptions`, method: 'POST', path: under('adoptions'), body: bodyOf(AllowAdoptionBody) },
    { route: `${base}/:id/adoptions/:memberId`, method: 'DELETE', path: below('adoptions', 'user') },
    { route: `${base}/:id/groups`, method: 'GET', path: under('groups'), query },
    {
      route: `${base}/:id/groups/:groupId/mapping/preview`,
      method: 'POST',
      path: groupAct('mapping/preview'),
      body: bodyOf(PutMappingBody),
    },
    { route: `${base}/:id/groups/:groupId/mapping`, method: 'PUT', path: groupAct('mapping'), body: bodyOf(PutMappingBody) },
    { route: `${base}/:id/groups/:groupId/mapping`, method: 'DELETE', path: groupAct('mapping') },
  ];
}
