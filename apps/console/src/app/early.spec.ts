import { jest } from '@jest/globals';
import { routes } from './app.routes.ts';
import { loadEarly, needsSession } from './early.ts';

describe('what is loaded early', () => {
  const asked = (path: string) => {
    const found: string[] = [];
    const spies = routes.flatMap((route) => {
      const all = [route, ...(route.children ?? [])];
      return all.map((known) => {
        const load = known.loadComponent ? 'loadComponent' : 'loadChildren';
        return known[load]
          ? jest
              .spyOn(known as Required<typeof known>, load)
              .mockImplementation(() => (found.push(known.path || 'frame'), Promise.reject(new Error('offline'))))
          : undefined;
      });
    });
    loadEarly(path);
    spies.forEach((spy) => spy?.mockRestore());
    return found;
  };

  it('is the page of the URL', () => expect(asked('/sign-in')).toEqual(['sign-in']));
  it('is the frame and the routes of a signed-in page', () => expect(asked('/members/4711')).toEqual(['frame', 'members']));
  it('is whoever is signed in, where a page asks for it', () => {
    expect(['/', '/members', '/first-sign-in', '/sign-in', '/invite'].map(needsSession)).toEqual([true, true, true, false, false]);
  });
  it('is the frame at the start', () => expect(asked('/')).toContain('frame'));
});
