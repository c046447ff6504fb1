import { byRole, violations } from '@placet/ui/testing';
import { startConsole, Visit } from '../../testing/console-bed.ts';
import { NoticePage } from './notice-page.ts';

describe('the pages of plain words', () => {
  it.each([
    ['notFound', 'Nothing is here', 'Go to the start page'],
    ['broken', 'Something went wrong on our side', 'Go to the start page'],
    ['banned', 'You can’t sign in here', 'Go to sign-in'],
    ['suspended', 'This workspace is paused', 'Go to sign-in'],
  ])('%s says what is so and where to go', async (kind, heading, way) => {
    await startConsole([{ path: 'notice', component: NoticePage, data: { kind } }]);
    const { root } = await Visit.to('/notice?request=req-9');
    expect(byRole(root, 'heading', heading)).toBeTruthy();
    expect(byRole(root, 'link', way)).toBeTruthy();
    expect(root.querySelector('code')?.textContent).toBe('req-9');
    expect(byRole(root, 'button', 'Copy the request number')).toBeTruthy();
    expect(await violations(root)).toEqual([]);
  });
});
