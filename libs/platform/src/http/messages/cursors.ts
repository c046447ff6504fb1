import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../config.ts';
import { MalformedCursor } from '../problems/malformed.ts';

/** What the last row of a page is sorted by; the last of them is its id. */
export type SortKey = readonly (string | number | boolean | null)[];

const nonceBytes = 12;
const tagBytes = 16;

/** Cursors are sealed, since they hold names; each goes with one list, its filters and its sort order. */
@Injectable()
export class Cursors {
  private readonly key: Buffer;

  constructor(@Inject(Config) { secret }: Config) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'cursor', 32));
  }

  /** @param list its name, such as `members`. @param query as it was asked; `cursor` and `limit` may differ from page to page */
  encode(list: string, query: object, last: SortKey): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(bound(list, query));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(last), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @returns undefined on the first page. @throws MalformedCursor, also for the cursor of another list, filter or sort order */
  decode(list: string, query: { readonly cursor?: string | undefined }): SortKey | undefined {
    if (query.cursor === undefined) return undefined;
    try {
      const bytes = Buffer.from(query.cursor, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, nonceBytes)).setAAD(bound(list, query));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const last = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return JSON.parse(last.toString('utf8')) as SortKey;
    } catch {
      throw new MalformedCursor();
    }
  }
}

function bound(list: string, query: object): Buffer {
  const asked = Object.entries(query).filter(([name, value]) => value !== undefined && name !== 'cursor' && name !== 'limit');
  return Buffer.from(JSON.stringify([list, asked.toSorted(([one], [other]) => (one < other ? -1 : 1))]));
}
