import { Ids } from './ids.ts';

describe('ids', () => {
  it('rise, also within one millisecond and past what its counter holds', () => {
    const ids = new Ids();
    const made = Array.from({ length: 20_000 }, () => ids.next());
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('are UUIDs of version 7 that tell when they were made', () => {
    const before = Date.now();
    const id = new Ids().next();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(at >= before && at <= Date.now()).toBe(true);
  });
});
