import { httpResource } from '@angular/common/http';
import { computed, Injectable, signal } from '@angular/core';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import type { Connection } from '../directory-types.ts';

/** One connection, as its page and its tabs show it. */
@Injectable()
export class ConnectionStore {
  readonly connectionId = signal('');
  readonly resource = httpResource<Connection>(() =>
    this.connectionId() ? `${apiBase}/directory-connections/${this.connectionId()}` : undefined,
  );
  private readonly last = kept(this.resource);
  /** Never the one before, while another is being read. */
  readonly connection = computed(() => {
    const connection = this.last.value();
    return connection?.id === this.connectionId() ? connection : undefined;
  });

  constructor() {
    readAgain(this.resource);
  }
}
