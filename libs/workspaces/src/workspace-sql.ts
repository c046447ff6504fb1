import { statement } from '@placet/platform';

/** `$1` id, slug, name, language, languages, currency, time zone, now. A taken slug fails with `workspace_slug_key`. */
export const insertWorkspace = statement(
  'insert_workspace',
  `insert into workspace (id, slug, name, language, languages, currency, time_zone, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** What a command needs to know of its workspace. */
export const ownWorkspace = statement(
  'own_workspace',
  `select id, slug, name, state, language, languages, currency, time_zone, verified_domains from workspace
    where id = (select current_setting('app.workspace_id')::uuid)`,
);
