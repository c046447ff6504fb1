import type { Route } from '@angular/router';
import { routes } from './app.routes.ts';

function routeOf(path: string): Route | undefined {
  const [, first] = path.split('/');
  return routes.find((known) => known.path === first && known.path !== '') ?? routes.find((known) => known.path === '');
}

/** Whether the page that this path names is one for whoever is signed in. */
export function needsSession(path: string): boolean {
  return routeOf(path)?.canActivate !== undefined;
}

/** Asks for the code of the page that the URL names while Angular starts, in place of after it: one round trip less on a slow network.
 *
 * @param path of the URL; an unknown one is the frame's, whose routes are signed-in pages
 */
export function loadEarly(path: string): void {
  const [, first] = path.split('/');
  const route = routeOf(path);
  const page = route?.children?.find((known) => known.path === first);
  // A failure is the router's to tell, when it asks for the same.
  const quietly = async (load: (() => unknown) | undefined) => {
    try {
      await load?.();
    } catch {
      return;
    }
  };
  void quietly(route?.loadComponent as (() => unknown) | undefined);
  void quietly(page?.loadChildren as (() => unknown) | undefined);
}
