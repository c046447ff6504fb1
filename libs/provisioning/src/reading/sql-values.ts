/** The values of a statement that is put together: each gets its place when it is put in. */
export class SqlValues {
  readonly all: unknown[];

  /** @param first those from `$1` on */
  constructor(...first: readonly unknown[]) {
    this.all = [...first];
  }

  /** @returns its parameter with its type, such as `$3::text` */
  put(value: unknown, type: 'text' | 'uuid' | 'boolean' | 'numeric' | 'timestamptz' | 'bigint' | 'uuid[]'): string {
    return `$${this.all.push(value)}::${type}`;
  }
}
