import { problem } from '@placet/platform';
import { SiteCodeTaken, SlugTaken } from './workspace-errors.ts';

problem(SlugTaken, {
  status: 409,
  title: 'The slug is taken',
  means: 'Another workspace of this installation has the slug; it stands in its addresses.',
  remedy: 'Choose another slug.',
});
problem(SiteCodeTaken, {
  status: 409,
  title: 'A site with this code exists',
  means: 'Codes of sites are unique in a workspace, without regard to case.',
  remedy: 'Choose another code, or rename the site that has it.',
});
