import { inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';

/** The end of a session that nobody asked for. The session store forgets, and the reader signs in and comes back to the same URL. */
@Injectable({ providedIn: 'root' })
export class SignedOut {
  private readonly router = inject(Router);
  private readonly count = signal(0);
  readonly times = this.count.asReadonly();

  happened(): void {
    this.count.update((times) => times + 1);
    const url = this.router.url;
    if (url.startsWith('/sign-in')) return;
    void this.router.navigate(['/sign-in'], { queryParams: { next: url } });
  }
}
