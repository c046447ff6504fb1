import type { Actor, MemberId } from '@placet/kernel';
import { UnitOfWork, statement } from '@placet/platform';
import { invalidValue, type Resource } from '@placet/scim-protocol';
import { Injectable } from '@nestjs/common';
import type { ConnectionSettings } from './connection-settings.ts';
import { placetUserUrn } from './placet-schemas.ts';
import type { Wish } from './wish.ts';

/** What a directory says in our own extension, as the member's fields; absent keeps, null clears. */
export interface OwnAttributes {
  readonly seniority?: string | null;
  readonly siteIds?: readonly string[];
  readonly defaultSiteId?: string | null;
  readonly products?: readonly string[];
}

type Named = { readonly value?: string; readonly primary?: boolean };

/** `$1` words for sites: ids or codes. */
const known = statement(
  'known_seniorities_and_sites',
  `select array(select y.name from seniority y where not y.retired order by y.position) as names,
          array(select y.id from seniority y where not y.retired order by y.position) as ids,
          (select coalesce(jsonb_object_agg(word, s.id), '{}') from unnest($1::text[]) word join site s on s.id::text = word or s.code_key = name_fold(word)) as sites`,
);

/** `$1` member, `$2` folded codes of sites: those sites are called by their codes. What a read shows of him, as far as it may be written. */
const ownNow = statement(
  'own_attributes_now',
  `select jsonb_strip_nulls(jsonb_build_object(
     'seniority', (select y.name from seniority y where y.workspace_id = m.workspace_id and y.id = m.seniority),
     'sites', (select jsonb_agg(jsonb_build_object('value', coalesce(c.code, s.site_id::text),
                                                   'primary', case when s.site_id = m.default_site then true end) order by s.site_id)
                 from member_site s left join site c on c.workspace_id = s.workspace_id and c.id = s.site_id and c.code_key = any($2)
                where s.workspace_id = m.workspace_id and s.member_id = m.id),
     'products', (select jsonb_agg(jsonb_build_object('value', code)) from unnest(m.access) code))) as own from member m where m.id = $1`,
);

/** Placet's own extension of a user: seniority by name, sites by id or code, products by code, as far as the connection takes them from attributes. */
@Injectable()
export class OwnExtension {
  constructor(private readonly units: UnitOfWork) {}

  /** @returns what is said and may be said. @throws ScimError invalidValue naming what is allowed */
  async said(actor: Actor, resource: Resource, { sites_from, products_from }: ConnectionSettings): Promise<OwnAttributes> {
    const part = resource[placetUserUrn] as Resource | undefined;
    if (!part) return {};
    const sites = sites_from === 'attributes' ? (part['sites'] as readonly Named[] | undefined) : undefined;
    const products = products_from === 'attributes' ? (part['products'] as readonly Named[] | undefined) : undefined;
    const seniority = part['seniority'] as string | undefined;
    const codes = products && { products: [...new Set(products.flatMap(({ value }) => value ?? []))] };
    if (seniority === undefined && !sites) return { ...codes };
    const words = (sites ?? []).flatMap(({ value }) => value ?? []);
    const [row] = await this.units.readTrip(actor, [{ statement: known, values: [words] }]);
    const { names, ids, sites: found } = row as unknown as { names: string[]; ids: string[]; sites: Record<string, string> };
    return {
      ...codes,
      ...(seniority === undefined ? {} : { seniority: levelOf(seniority, names, ids) }),
      ...(sites ? placesOf(sites, found) : {}),
    };
  }

  /** @returns the extension as a read shows it, for the wish to be applied to; a site is called by its code where the wish calls it so */
  async now(actor: Actor, memberId: MemberId, wish: Wish): Promise<Resource> {
    const [row] = await this.units.hot(actor, [{ statement: ownNow, values: [memberId, codesIn(wish)] }]);
    return (row?.['own'] ?? {}) as Resource;
  }
}

/** Words of steps on sites, any of which may be a code. */
function codesIn(wish: Wish): string[] {
  if (wish.kind !== 'patch') return [];
  const words = wish.steps.flatMap(({ path, value }) => (path.attribute?.name === 'sites' ? wordsOf([value, path.selector]) : []));
  return [...new Set(words.map((word) => word.normalize('NFC').toLowerCase()))];
}

function wordsOf(given: unknown): string[] {
  if (typeof given === 'string') return [given];
  return typeof given === 'object' && given !== null ? Object.values(given).flatMap(wordsOf) : [];
}

function levelOf(name: string, names: readonly string[], ids: readonly string[]): string {
  const n = names.findIndex((known) => known.toLowerCase() === name.toLowerCase());
  if (n < 0) throw invalidValue(`seniority is one of: ${names.join(', ')}.`);
  return ids[n]!;
}

function placesOf(sites: readonly Named[], found: Readonly<Record<string, string>>): OwnAttributes {
  const ids = sites.map(({ value = '' }) => {
    if (!Object.hasOwn(found, value)) throw invalidValue('sites names a site that is not there.');
    return found[value]!;
  });
  return { siteIds: [...new Set(ids)], defaultSiteId: ids[sites.findIndex(({ primary }) => primary)] ?? null };
}
