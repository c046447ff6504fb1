import { DomainError } from '@placet/kernel';
import { constraint } from '@placet/platform';

/** Another workspace has that slug. Said to the operator only. */
export class SlugTaken extends DomainError {
  constructor() {
    super('the slug is taken');
  }
}

/** A site of that code is there already. */
export class SiteCodeTaken extends DomainError {
  constructor() {
    super('a site with this code exists');
  }
}

constraint('workspace_slug_key', () => new SlugTaken());
constraint('site_code_taken', () => new SiteCodeTaken());
