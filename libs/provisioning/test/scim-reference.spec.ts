import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { placetGroupType, userTypeFor } from '../src/placet-schemas.ts';
import { schemaTables } from './schema-tables.ts';

const file = join(import.meta.dirname, '../../../docs/guides/scim-reference.md');
const begin = '<!-- begin of what is made from the schema table -->\n';
const end = '\n<!-- end of what is made from the schema table -->';

describe('the SCIM reference', () => {
  it('has the attributes of the schema table (UPDATE_REFERENCE=1 writes them anew)', async () => {
    const text = readFileSync(file, 'utf8');
    const [head = '', rest = ''] = text.split(begin);
    const made = schemaTables([userTypeFor({ sitesFrom: 'attributes', productsFrom: 'attributes' }), placetGroupType]);
    const whole = await format(`${head}${begin}\n${made}\n${end}${rest.split(end)[1] ?? ''}`, {
      ...(await resolveConfig(file)),
      parser: 'markdown',
    });
    if (process.env['UPDATE_REFERENCE']) writeFileSync(file, whole);
    expect(readFileSync(file, 'utf8') === whole).toBe(true);
  });
});
