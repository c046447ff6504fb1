import { Migration } from '@mikro-orm/migrations';
import { workspaces } from './0001-workspaces.ts';
import { members } from './0002-members.ts';
import { seats } from './0003-seats.ts';
import { processes } from './0004-processes.ts';
import { directory } from './0005-directory.ts';
import { directoryReads } from './0006-directory-reads.ts';

/** One migration a file; every statement runs as `placet_owner`. */
const run = (name: string, sql: string) => ({
  name,
  class: class extends Migration {
    override up(): void {
      this.addSql(sql);
    }
  },
});

export const migrations = [
  run('0001-workspaces', workspaces),
  run('0002-members', members),
  run('0003-seats', seats),
  run('0004-processes', processes),
  run('0005-directory', directory),
  run('0006-directory-reads', directoryReads),
];
