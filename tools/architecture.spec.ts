import { join } from 'node:path';
import { noCyclesOfFiles, noCyclesOfPackages } from './architecture/cycles.ts';
import * as imports from './architecture/imports.ts';
import { foldersNamedByBusiness, shallowFolders, shortFiles } from './architecture/shape.ts';
import { readTree, treeOf, type Offence, type Tree } from './architecture/source.ts';
import * as words from './architecture/words.ts';

const repository = readTree(join(import.meta.dirname, '..'));

/** One rule of the architecture: it holds here, it notices a tree that breaks it, and it leaves alone what looks like it. */
function sentence(
  rule: string,
  check: (tree: Tree) => Offence[],
  broken: Record<string, string>,
  says: Offence[],
  fine: Record<string, string> = {},
) {
  describe(`${rule}`, () => {
    it('holds', () => expect(check(repository)).toEqual([]));
    it('is broken by the fixture', () => expect(check(treeOf(broken))).toEqual(says));
    it('leaves alone what is meant', () => expect(check(treeOf(fine))).toEqual([]));
  });
}

sentence(
  'who may import whom is a table',
  imports.whoImportsWhom,
  {
    'libs/seats/src/a.ts': "import { MemberId } from '@placet/members';",
    'libs/billing/src/a.ts': "\nimport type { Holding } from '@placet/seats';",
    'libs/kernel/src/a.ts': "export { z } from '../../contracts/src/index.ts';",
    'apps/console/src/a.ts': "const lazy = await import('@placet/platform');",
    'libs/members/src/a.ts': "import { aMember } from '@placet/testing';",
    'libs/unheard/src/a.ts': "import '@placet/kernel';",
  },
  [
    'libs/seats/src/a.ts:1 seats may not import members',
    'libs/billing/src/a.ts:2 billing may not import seats',
    'libs/kernel/src/a.ts:1 kernel may not import contracts',
    'apps/console/src/a.ts:1 console may not import platform',
    'libs/members/src/a.ts:1 imports testing, which is for specs only',
    'libs/unheard/src/a.ts:1 unheard may not import kernel',
  ],
  {
    'libs/members/src/a.ts': "import { ClaimSeats } from '@placet/seats'; import './b.ts';",
    'libs/members/src/a.spec.ts': "import { aMember } from '@placet/testing';",
    'libs/members/jest.config.mjs': "import { nodeProject } from '../../tools/jest.base.mjs';",
  },
);

sentence(
  'packages form no ring',
  noCyclesOfPackages,
  { 'libs/members/src/a.ts': "import '@placet/seats';", 'libs/seats/src/a.ts': "import type { A } from '@placet/members';" },
  ['members -> seats -> members'],
  { 'libs/members/src/a.ts': "import '@placet/seats';", 'libs/seats/src/a.spec.ts': "import { A } from '@placet/members';" },
);

sentence(
  'files form no ring, but for types',
  noCyclesOfFiles,
  {
    'libs/seats/src/a.ts': "import { b } from './b.ts';",
    'libs/seats/src/b.ts': "export { c } from './c.ts';",
    'libs/seats/src/c.ts': "import { a } from './a.ts';",
  },
  ['libs/seats/src/a.ts -> libs/seats/src/b.ts -> libs/seats/src/c.ts -> libs/seats/src/a.ts'],
  { 'libs/seats/src/a.ts': "import { b } from './b.ts';", 'libs/seats/src/b.ts': "import type { A } from './a.ts';" },
);

sentence(
  'a package is entered through its index.ts',
  imports.onlyThroughIndex,
  {
    'libs/members/src/a.ts': "import { x } from '@placet/seats/src/seat-pool.ts';",
    'libs/members/src/b.ts': "import { x } from '../../seats/src/seat-pool.ts';",
    'tools/a.mjs': "import { Bus } from '../libs/platform/src/bus.ts';",
    'apps/console/src/a.ts': "import { x } from '@placet/ui/src/dialog.ts';",
  },
  [
    'libs/members/src/a.ts:1 reaches past the index.ts of seats: @placet/seats/src/seat-pool.ts',
    'libs/members/src/b.ts:1 reaches past the index.ts of seats: ../../seats/src/seat-pool.ts',
    'tools/a.mjs:1 reaches past the index.ts of platform: ../libs/platform/src/bus.ts',
    'apps/console/src/a.ts:1 reaches past the index.ts of ui: @placet/ui/src/dialog.ts',
  ],
  {
    'libs/members/src/a.ts': "import { x } from '@placet/seats';",
    'tools/a.mjs': "import '../libs/platform/src/migrations/migrate.ts';",
    'libs/ui/package.json': '{"exports":{".":"./src/index.ts","./dialog":"./src/dialog.ts"}}',
    'apps/console/src/a.ts': "import { x } from '@placet/ui/dialog';",
  },
);

sentence(
  'index.ts is for others only',
  imports.notThroughOwnIndex,
  { 'libs/seats/src/a.ts': "import { x } from './index.ts';", 'libs/seats/src/b.ts': "import { x } from '@placet/seats';" },
  ['libs/seats/src/a.ts:1 imports its own index.ts', 'libs/seats/src/b.ts:1 imports its own index.ts'],
  { 'libs/seats/src/a.ts': "import { x } from './b.ts';" },
);

sentence(
  'what a package imports of ours, its package.json declares',
  imports.importsAreDeclared,
  { 'libs/seats/package.json': '{"dependencies":{}}', 'libs/seats/src/a.ts': "import '@placet/kernel';" },
  ['libs/seats/src/a.ts:1 @placet/kernel is not among the dependencies of its package.json'],
  { 'libs/seats/package.json': '{"dependencies":{"@placet/kernel":"0.0.0"}}', 'libs/seats/src/a.ts': "import '@placet/kernel';" },
);

sentence(
  'workflows import @temporalio/workflow and themselves, and a contract only types',
  imports.workflowsStandAlone,
  {
    'workflows/src/invitation/workflow.ts': "import { z } from 'zod';\nimport { x } from '@placet/kernel';",
    'workflows/src/invitation/contract.ts': "import { sleep } from '@temporalio/workflow';",
  },
  [
    'workflows/src/invitation/workflow.ts:1 a workflow may not import zod',
    'workflows/src/invitation/workflow.ts:2 a workflow may not import @placet/kernel',
    'workflows/src/invitation/contract.ts:1 a contract imports types only: @temporalio/workflow',
  ],
  { 'workflows/src/a/workflow.ts': "import { sleep } from '@temporalio/workflow'; import type { A } from './contract.ts';" },
);

sentence(
  'from outside, a workflow is its contract',
  imports.workflowsByContractOnly,
  { 'libs/members/src/a.ts': "import { invitation } from '@placet/workflows';" },
  ['libs/members/src/a.ts:1 knows more of a workflow than its contract: @placet/workflows'],
  { 'libs/members/src/a.ts': "import type { InvitationRef } from '@placet/workflows/invitation/contract';" },
);

sentence(
  'an aggregate imports no Nest, Temporal or Stripe',
  imports.aggregatesArePlain,
  { 'libs/seats/src/seat-pool.ts': "import { Injectable } from '@nestjs/common';\nexport const schema = defineEntity({});" },
  ['libs/seats/src/seat-pool.ts:1 an aggregate imports @nestjs/common'],
  { 'libs/seats/src/seats.module.ts': "import { Module } from '@nestjs/common';" },
);

sentence(
  'only billing imports stripe',
  imports.onlyBillingImportsStripe,
  { 'libs/seats/src/a.ts': "import Stripe from 'stripe';" },
  ['libs/seats/src/a.ts:1 only billing imports stripe'],
  { 'libs/billing/src/a.ts': "import Stripe from 'stripe';" },
);

sentence(
  'only platform and apps import the client and the worker of Temporal',
  imports.onlyPlatformAndAppsImportTemporal,
  { 'libs/members/src/a.ts': "import { Client } from '@temporalio/client';" },
  ['libs/members/src/a.ts:1 only platform and apps import @temporalio/client'],
  { 'apps/worker/src/a.ts': "import { Worker } from '@temporalio/worker';", 'libs/members/src/a.ts': "import '@temporalio/activity';" },
);

sentence(
  'exports are named one by one',
  imports.noStarExports,
  { 'libs/seats/src/index.ts': "export * from './seat-pool.ts';\nexport * as pool from './seat-pool.ts';" },
  ['libs/seats/src/index.ts:1 export *: name what you export', 'libs/seats/src/index.ts:2 export *: name what you export'],
  { 'libs/seats/src/index.ts': "// export * would hide it\nexport { SeatPool } from './seat-pool.ts';" },
);

sentence(
  'only config.ts reads the environment',
  words.environmentInConfigOnly,
  { 'libs/platform/src/a.ts': "const x = process.env['HOME'];" },
  ['libs/platform/src/a.ts:1 process.env outside config.ts'],
  { 'apps/api/src/config.ts': 'parse(process.env)', 'libs/platform/src/a.ts': '// never process.env', 'tools/a.mjs': 'process.env.HOME' },
);

sentence(
  'the clock is read in one place',
  words.oneClock,
  { 'libs/seats/src/a.ts': 'const a = new Date();\nconst b = Date.now();\nconst c = new Date;' },
  [
    'libs/seats/src/a.ts:1 new Date() reads the time: take it from the Clock',
    'libs/seats/src/a.ts:2 Date.now( reads the time: take it from the Clock',
    'libs/seats/src/a.ts:3 new Date reads the time: take it from the Clock',
  ],
  {
    'libs/seats/src/a.ts': 'const a = new Date(row.endsAt);',
    'libs/kernel/src/clock.ts': 'new Date()',
    'workflows/src/a.ts': 'Date.now()',
  },
);

sentence(
  'chance and ids come in',
  words.chanceComesIn,
  { 'libs/seats/src/a.ts': "import { randomUUID } from 'node:crypto';\nconst y = Math.random();" },
  [
    'libs/seats/src/a.ts:1 randomUUID outside the port for ids and chance',
    'libs/seats/src/a.ts:2 Math.random outside the port for ids and chance',
  ],
  { 'libs/kernel/src/ids.ts': 'crypto.randomUUIDv7()', 'libs/seats/src/a.ts': 'ids.next()' },
);

sentence(
  'nothing is a forward reference',
  words.noForwardReferences,
  { 'libs/seats/src/a.ts': 'imports: [forwardRef(() => MembersModule)]' },
  ['libs/seats/src/a.ts:1 forwardRef: let an event or a workflow join the two'],
);

sentence(
  'only platform sees the database without its workspace',
  words.rawDatabaseInPlatformOnly,
  { 'libs/seats/src/a.ts': 'em.getConnection();\nem.fork({ clear: false });\nem.find(Pool, {}, { filters:false });' },
  [
    'libs/seats/src/a.ts:1 getConnection: forgets the workspace; only platform may',
    'libs/seats/src/a.ts:2 clear: false: forgets the workspace; only platform may',
    'libs/seats/src/a.ts:3 filters:false: forgets the workspace; only platform may',
  ],
  { 'libs/platform/src/a.ts': 'em.getConnection();', 'libs/seats/src/a.ts': 'em.execute(sql)' },
);

sentence(
  'only seats names seat_pool',
  words.onlySeatsNamesItsPool,
  { 'libs/members/src/queries/a.ts': 'const sql = `select *\nfrom seat_pool`;' },
  ['libs/members/src/queries/a.ts:2 names seat_pool: claim and release through seats'],
  {
    'libs/seats/src/a.ts': '`seat_pool`',
    'libs/platform/src/migrations/a.ts': '`seat_pool`',
    'libs/members/src/a.spec.ts': '`seat_pool`',
    'libs/audit/src/a.ts': "const sql = `where subject_kind = 'seat_pool'`;",
  },
);

sentence(
  'a file has 250 lines at most, a spec 300',
  shortFiles,
  { 'libs/seats/src/a.scss': '\n'.repeat(251), 'libs/seats/src/a.spec.ts': '\n'.repeat(301) },
  [
    'libs/seats/src/a.scss has 251 lines, 250 at most: split it by noun',
    'libs/seats/src/a.spec.ts has 301 lines, 300 at most: split it by noun',
  ],
  { 'libs/seats/src/a.ts': '\n'.repeat(250), 'libs/seats/src/a.spec.ts': '\n'.repeat(300) },
);

sentence(
  'folders are named after the business',
  foldersNamedByBusiness,
  { 'libs/seats/src/handlers/a.ts': '', 'apps/console/src/shared/x/a.ts': '' },
  ['libs/seats/src/handlers/ is named after a technique', 'apps/console/src/shared/ is named after a technique'],
  { 'libs/seats/src/commands/handlers.ts': '' },
);

sentence(
  'a file lies 3 folders below src at most',
  shallowFolders,
  { 'libs/seats/src/a/b/c/d/e.ts': '' },
  ['libs/seats/src/a/b/c/d/e.ts lies more than 3 folders below src'],
  { 'libs/seats/src/a/b/c/e.ts': '' },
);
