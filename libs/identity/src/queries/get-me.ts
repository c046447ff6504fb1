import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { displayName, type MeReply, type Permission } from '@placet/contracts';
import { NotFound, type Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';

export type Me = z.infer<typeof MeReply>;

/** Who is signed in, where, with what rights: what the console begins with. @throws NotFound where the session ended in between */
export class GetMe extends Query<Me> {
  constructor(readonly actor: Actor) {
    super();
  }
}

interface Row {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly language: 'en' | 'fr';
  readonly default_site: string | null;
  readonly sites: { id: string; name: string }[];
  readonly secret_kind: string;
  readonly signed_in_at: Date;
  readonly workspace_id: string;
  readonly slug: string;
  readonly name: string;
  readonly time_zone: string;
  readonly languages: ('en' | 'fr')[];
  readonly support_contact: string | null;
}

@QueryHandler(GetMe)
export class GetMeHandler implements IQueryHandler<GetMe> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor }: GetMe): Promise<Me> {
    const [row] = await this.em.execute<Row>(
      `select m.id, m.first_name, m.last_name, m.username, m.email, m.language, m.default_site, a.secret_kind, s.created_at as signed_in_at,
              w.id as workspace_id, w.slug, w.name, w.time_zone,
              array(select l from unnest(w.languages) l order by l <> w.language) as languages,
              (select coalesce(jsonb_agg(jsonb_build_object('id', site.id, 'name', site.name) order by site.name, site.id), '[]')
                 from member_site ms join site on site.workspace_id = ms.workspace_id and site.id = ms.site_id
                where ms.workspace_id = m.workspace_id and ms.member_id = m.id) as sites,
              (select values ->> 'supportContact' from policy order by version desc limit 1) as support_contact
         from session s
         join member m on m.workspace_id = s.workspace_id and m.id = s.member_id
         join account a on a.workspace_id = m.workspace_id and a.member_id = m.id
         join workspace w on w.id = m.workspace_id
        where s.id = $1 and s.member_id = $2`,
      [actor.sessionId, actor.id],
    );
    if (!row) throw new NotFound('session');
    return {
      member: {
        id: row.id,
        displayName: displayName(
          { firstName: row.first_name, lastName: row.last_name, username: row.username, state: 'active' },
          row.language,
        ),
        firstName: row.first_name,
        lastName: row.last_name,
        username: row.username ?? '',
        ...(row.email ? { email: row.email } : {}),
        language: row.language,
        sites: row.sites,
        ...(row.default_site ? { defaultSiteId: row.default_site } : {}),
      },
      workspace: {
        id: row.workspace_id,
        slug: row.slug,
        name: row.name,
        timeZone: row.time_zone,
        languages: row.languages,
        ...(row.support_contact ? { supportContact: row.support_contact } : {}),
      },
      permissions: [...actor.permissions.keys()] as Permission[],
      rank: actor.rank,
      next: actor.mustChangeSecret ? 'change_secret' : 'home',
      secretKind: row.secret_kind === 'pin' ? 'pin' : 'password',
      signedInAt: row.signed_in_at.toISOString(),
    };
  }
}
