import type { EntityClass, EntitySchema } from '@mikro-orm/core';

const known: (EntitySchema | EntityClass<object>)[] = [];

/** Makes an aggregate known to the unit of work. Called beside `defineEntity`, at module scope. */
export function aggregate<T extends EntitySchema>(schema: T): T {
  known.push(schema);
  return schema;
}

/** All that was made known so far. */
export const aggregates = (): (EntitySchema | EntityClass<object>)[] => [...known];
