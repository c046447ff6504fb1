import { defineEntity, p } from '@mikro-orm/core';
import { aggregate } from '../src/index.ts';

const SiteSchema = defineEntity({
  name: 'Site',
  tableName: 'site',
  properties: { workspaceId: p.uuid().primary(), id: p.uuid().primary(), code: p.string(), name: p.string(), version: p.integer() },
});

/** A small aggregate of the specs. */
export class Site extends SiteSchema.class {}
SiteSchema.setClass(Site);
aggregate(SiteSchema);
