/** Parts of hot statements that write accounts: `members` composes them into its own facts, so that the member and his account
 * change in one transaction and only this file knows the columns.
 *
 * Each expects a CTE to read from, with `workspace_id` and `member_id` and what is named below.
 */

/** Opens an account. Needs `state, secret_kind, secret_hash, secret_expires_at, change_required, single_sign_on, now, login_keys text[]`.
 *  A taken login key fails the statement with the constraint `login_key_taken`. */
export const openAccountCtes = (from: string): string => `
  account_opened as (
    insert into account (workspace_id, member_id, state, secret_kind, secret_hash, secret_set_at, secret_expires_at, change_required, single_sign_on)
    select workspace_id, member_id, state, secret_kind, secret_hash, case when secret_kind <> 'none' then now end, secret_expires_at, change_required, single_sign_on
      from ${from}),
  login_keys_taken as (
    insert into login_key (workspace_id, key, member_id)
    select distinct workspace_id, name_fold(k), member_id from ${from}, unnest(login_keys) k)`;

/** Moves accounts to another state. Leaving `active` raises the epoch, which ends every session, key and link at once. Needs `state`. */
export const moveAccountCtes = (from: string): string => `
  account_moved as (
    update account a set state = f.state, session_epoch = a.session_epoch + (a.state = 'active' and f.state <> 'active')::int
      from ${from} f where a.workspace_id = f.workspace_id and a.member_id = f.member_id returning a.member_id),
  sessions_gone as (
    delete from session s using ${from} f where s.workspace_id = f.workspace_id and s.member_id = f.member_id and f.state <> 'active')`;

/** A credential that can be used to sign in: an expression over an `account` row `a`. */
export const hasCredential = (a: string): string => `(${a}.secret_kind <> 'none' or ${a}.single_sign_on)`;
