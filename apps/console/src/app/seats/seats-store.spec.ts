import { TestBed } from '@angular/core/testing';
import { HttpTestingController } from '@angular/common/http/testing';
import { ada, answer, settle, signedInAs, startConsole } from '../../testing/console-bed.ts';
import { Api } from '../api/api.ts';
import { SeatsStore } from './seats-store.ts';

const core = (assigned: number) => ({
  items: [
    {
      product: 'core',
      name: 'Core',
      purchased: 10,
      assigned,
      reserved: 0,
      free: 10 - assigned,
      waiting: 0,
      overageLimit: 0,
      grandfathered: 0,
    },
  ],
});

describe('the counters', () => {
  beforeEach(() => startConsole());

  it('are not asked for by whoever may not see seats', async () => {
    await signedInAs(ada({ permissions: ['me.read'] }));
    TestBed.inject(SeatsStore).pools();
    await settle();
    expect(TestBed.inject(HttpTestingController).match('/api/v1/seats')).toEqual([]);
  });

  it('are read again after a write; the old ones stay meanwhile', async () => {
    await signedInAs(ada());
    const { pools } = TestBed.inject(SeatsStore);
    pools();
    await settle();
    await answer('GET', '/seats', core(8));
    expect(pools().map(({ assigned }) => assigned)).toEqual([8]);
    void TestBed.inject(Api).send({ method: 'POST', path: '/members', body: {} });
    await answer('POST', '/members', {});
    expect(pools().map(({ assigned }) => assigned)).toEqual([8]);
    await answer('GET', '/seats', core(9));
    expect(pools().map(({ assigned }) => assigned)).toEqual([9]);
  });

  it('are read again when the reader comes back to the tab', async () => {
    await signedInAs(ada());
    const { pools } = TestBed.inject(SeatsStore);
    pools();
    await settle();
    await answer('GET', '/seats', core(8));
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    await answer('GET', '/seats', core(7));
    expect(pools().map(({ assigned }) => assigned)).toEqual([7]);
  });
});
