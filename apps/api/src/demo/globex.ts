import { GrantSeats } from '@placet/seats';
import { sharedAddress } from './acme.ts';
import type { DemoBuilder } from './builder.ts';
import { newDemoPassword, type DemoWorkspace } from './demo-file.ts';
import { somebody } from './people.ts';

/** A small workspace that uses more than it has: its seats were cut below use, so growth stops and nobody is evicted. */
export async function buildGlobex(builder: DemoBuilder, kept: DemoWorkspace | undefined): Promise<DemoWorkspace> {
  const owner = {
    username: 'owner@globex.test',
    password: kept?.owner.password ?? newDemoPassword(),
    note: 'another workspace, other accounts',
  };
  builder.daysAgo(200);
  await builder.open('globex', 'Globex', { firstName: 'Gina', lastName: 'Globex', email: owner.username }, owner.password, { core: 5 });
  for (let n = 0; n < 3; n++) await builder.active({ ...somebody(700 + n, 'globex.test'), products: ['core'] });
  await builder.active({ firstName: 'Claire', lastName: 'Dubois', email: sharedAddress, products: ['core'] });
  for (let n = 0; n < 4; n++) await builder.active(somebody(710 + n, 'globex.test'));
  builder.daysAgo(10);
  await builder.bus.execute(new GrantSeats(builder.operator, 'core', 2, 'contract renewed with fewer seats'));
  return { id: builder.workspaceId, owner };
}
