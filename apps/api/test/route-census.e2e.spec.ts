import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { httpApp } from '@placet/platform';
import { anApi, operatorToken, settingsOf } from './an-api.ts';
import { takeCensus, type Askers } from './census/census.ts';
import { contentTypes, forms } from './census/forms.ts';
import { PlantedModule } from './census/planted.ts';
import { aDirectory, aPlainMember, aWorkspace, signIn } from './people.ts';

/** Wide limits: the census asks more often than anybody may. */
const wide = { PLACET_LIMITS_FACTOR: '100000' };

async function askersOf(app: NestFastifyApplication): Promise<Askers> {
  const workspace = await aWorkspace(app, 'census');
  await aPlainMember(app, workspace, 'plain');
  const directory = await aDirectory(app, workspace);
  const mighty = {
    operator: { authorization: `Bearer ${operatorToken}` },
    directory,
    public: {},
    needs: workspace.owner,
    signed_in: workspace.owner,
  };
  return { nobody: {}, plain: () => signIn(app, 'census', 'plain@census.test'), mighty: (kind) => mighty[kind] };
}

describe('suite #6, route census', () => {
  it('catches each planted fault', async () => {
    const app = await httpApp(PlantedModule, await settingsOf(wide));
    await app.init();
    await app.listen(0, '127.0.0.1');
    const census = await takeCensus(app, await askersOf(app), (url) => url.includes('/planted/'));
    await app.close();
    const caught = [
      census.withoutGuard.includes('GET /api/v1/planted/unguarded'),
      census.withoutSchema.includes('Planted.unchecked'),
      census.differences.some((difference) => difference.startsWith('GET /api/v1/planted/guarded, other case')),
      census.differences.some((difference) => difference.startsWith('POST /api/v1/planted/unchecked, application/json')),
      census.bareAnswers.some((answer) => answer.startsWith('GET /api/v1/planted/bare: content-security-policy')),
    ];
    process.stdout.write(`planted faults caught ${caught.filter(Boolean).length} of ${caught.length}\n`);
    expect(caught).toEqual(caught.map(() => true));
  }, 60_000);

  it('finds a guard and a schema on every route, and no spelling that changes who is let in', async () => {
    expect([forms.length, new Set(contentTypes).size]).toEqual([16, 40]);
    const began = performance.now();
    const app = await anApi(wide);
    await app.listen(0, '127.0.0.1');
    const { routes, withoutGuard, withoutSchema, differences, bareAnswers, variants } = await takeCensus(app, await askersOf(app));
    await app.close();
    expect({ withoutGuard, withoutSchema, differences, bareAnswers }).toEqual({
      withoutGuard: [],
      withoutSchema: [],
      differences: [],
      bareAnswers: [],
    });
    expect(routes).toBeGreaterThan(40);
    expect(variants).toBeGreaterThan(1000);
    const counts = `routes ${routes}, without guard ${withoutGuard.length}, without schema ${withoutSchema.length}, variants ${variants} tried`;
    process.stdout.write(`${counts}, decision differences ${differences.length}, ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  }, 60_000);
});
