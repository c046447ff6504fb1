import type { Attribute, ResourceType, Schema } from '@placet/scim-protocol';

/** The attributes of resource types as Markdown tables, for `docs/guides/scim-reference.md`: what is served is what is written there. */
export const schemaTables = (types: readonly ResourceType[]): string =>
  types
    .flatMap(({ core, extensions }) => [core, ...extensions])
    .map(schemaTable)
    .join('\n\n');

function schemaTable({ urn, attributes }: Schema): string {
  const rows = [...attributes.values()].flatMap((attribute) => [
    rowOf(attribute, attribute.name),
    ...[...attribute.sub.values()].map((sub) => rowOf(sub, `${attribute.name}.${sub.name}`)),
  ]);
  return [
    `### \`${urn}\``,
    '',
    '| attribute | type | written by a directory | case counts | what it is |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const rowOf = (attribute: Attribute, name: string): string =>
  `| \`${name}\` | ${attribute.type}${attribute.multiValued ? ', several' : ''} | ${writtenBy(attribute)} | ${attribute.caseExact ? 'yes' : ''} | ${attribute.description} |`;

function writtenBy({ mutability, required }: Attribute): string {
  if (mutability === 'readOnly') return 'no';
  return `${required ? 'yes, required' : 'yes'}${mutability === 'immutable' ? ', once' : ''}`;
}
