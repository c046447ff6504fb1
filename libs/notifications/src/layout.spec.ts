import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { layout } from './layout.ts';

describe('the layout of all mails', () => {
  it('is what its MJML compiles to', () => {
    const check = () =>
      execFileSync(process.execPath, [join(import.meta.dirname, '../compile-layout.mjs'), '--check'], { encoding: 'utf8' });
    expect(check).not.toThrow();
  });

  it('loads nothing from anywhere', () => {
    expect(layout).not.toMatch(/@import|<link|<img|<script|src=/);
  });
});
