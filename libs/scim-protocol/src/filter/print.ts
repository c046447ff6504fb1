import type { Place } from '../schema/place.ts';
import type { Condition } from './condition.ts';

/** A condition in the words of RFC 7644: read again, it is the same condition. */
export const printed = (condition: Condition): string => print(condition, nameOf);

type Namer = (place: Place) => string;

function print(condition: Condition, name: Namer): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.of.map((inner) => bracketed(inner, name)).join(` ${condition.kind} `);
    case 'not':
      return `not (${print(condition.of, name)})`;
    case 'present':
      return `${name(condition.place)} pr`;
    case 'compare':
      return `${name(condition.place)} ${condition.operator} ${JSON.stringify(condition.value)}`;
    case 'element':
      return `${name(condition.place)}[${print(condition.of, ({ sub }) => sub?.name ?? '')}]`;
    case 'constant':
      // Every resource has a type, so that this is always true, or never.
      return condition.holds ? 'meta.resourceType pr' : 'meta.resourceType eq null';
  }
}

/** Brackets also where precedence would do: `a and (b and c)` stays as it was read. */
const bracketed = (condition: Condition, name: Namer): string =>
  condition.kind === 'and' || condition.kind === 'or' ? `(${print(condition, name)})` : print(condition, name);

const nameOf: Namer = ({ extension, attribute, sub }) =>
  `${extension ? `${extension.urn}:` : ''}${attribute?.name ?? ''}${sub ? `.${sub.name}` : ''}`;
