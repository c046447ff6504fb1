import type { WritableSignal } from '@angular/core';
import { disabled, form, hidden, max, maxLength, min, readonly, required } from '@angular/forms/signals';
import type { ConnectionChange } from '../directory-client.ts';
import type { Connection } from '../directory-types.ts';

/** The settings of a connection as a form has them; the brake's numbers stay while it is off. */
export interface Settings {
  readonly name: string;
  readonly onCreate: Connection['onCreate'];
  readonly seatPolicy: string;
  readonly groupIds: readonly string[];
  readonly seniority: string;
  readonly products: readonly string[];
  readonly sitesFrom: Connection['sitesFrom'];
  readonly productsFrom: Connection['productsFrom'];
  readonly brakes: boolean;
  readonly percent: number;
  readonly count: number;
  readonly graceMinutes: number;
}

/** Before a connection is read. */
export const noSettings: Settings = {
  name: '',
  onCreate: 'invite',
  seatPolicy: 'wait',
  groupIds: [],
  seniority: '',
  products: [],
  sitesFrom: 'mapping',
  productsFrom: 'mapping',
  brakes: false,
  percent: 20,
  count: 50,
  graceMinutes: 0,
};

export const settingsOf = (connection: Connection): Settings => ({
  name: connection.name,
  onCreate: connection.onCreate,
  seatPolicy: connection.seatPolicy,
  groupIds: connection.defaults.groupIds,
  seniority: connection.defaults.seniority ?? '',
  products: connection.defaults.products,
  sitesFrom: connection.sitesFrom,
  productsFrom: connection.productsFrom,
  brakes: connection.deactivationBrake !== null,
  percent: connection.deactivationBrake?.percent ?? noSettings.percent,
  count: connection.deactivationBrake?.count ?? noSettings.count,
  graceMinutes: connection.graceMinutes,
});

/** @param mayEdit whether the reader may change anything */
export const settingsForm = (model: WritableSignal<Settings>, mayEdit: () => boolean) =>
  form(model, (fields) => {
    const when = { when: () => !mayEdit() };
    readonly(fields, when);
    disabled(fields.onCreate, when);
    disabled(fields.seatPolicy, when);
    disabled(fields.seniority, when);
    disabled(fields.sitesFrom, when);
    disabled(fields.productsFrom, when);
    disabled(fields.brakes, when);
    required(fields.name);
    maxLength(fields.name, 100);
    for (const number of [fields.percent, fields.count]) {
      hidden(number, ({ valueOf }) => !valueOf(fields.brakes));
      required(number);
      min(number, 1);
    }
    max(fields.percent, 100);
    max(fields.count, 100_000);
    required(fields.graceMinutes);
    min(fields.graceMinutes, 0);
    max(fields.graceMinutes, 1440);
  });

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What somebody else saved meanwhile, with what was typed here on top. */
export const rebased = (before: Settings, theirs: Settings, mine: Settings): Settings => ({
  ...theirs,
  ...Object.fromEntries(Object.entries(mine).filter(([name, value]) => !same(value, before[name as keyof Settings]))),
});

/** What of the settings differs, as the API takes it. */
export function settingsChange(before: Settings, after: Settings): ConnectionChange {
  const differs = (name: keyof Settings) => !same(before[name], after[name]);
  const brake = after.brakes ? { percent: after.percent, count: after.count } : null;
  const defaults = {
    ...(differs('groupIds') ? { groupIds: [...after.groupIds] } : {}),
    ...(differs('seniority') ? { seniority: after.seniority || null } : {}),
    ...(differs('products') ? { products: [...after.products] } : {}),
  };
  return {
    ...(differs('name') ? { name: after.name.trim() } : {}),
    ...(differs('onCreate') ? { onCreate: after.onCreate } : {}),
    ...(differs('seatPolicy') ? { seatPolicy: after.seatPolicy as Connection['seatPolicy'] } : {}),
    ...(differs('sitesFrom') ? { sitesFrom: after.sitesFrom } : {}),
    ...(differs('productsFrom') ? { productsFrom: after.productsFrom } : {}),
    ...(differs('brakes') || (after.brakes && (differs('percent') || differs('count'))) ? { deactivationBrake: brake } : {}),
    ...(differs('graceMinutes') ? { graceMinutes: after.graceMinutes } : {}),
    ...(Object.keys(defaults).length ? { defaults } : {}),
  };
}
