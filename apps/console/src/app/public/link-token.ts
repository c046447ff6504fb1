import { Location } from '@angular/common';
import { inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';

/** The token of a mailed link, from the fragment (it reaches no server log), which then leaves the address bar. Call in an injection context. */
export function takeLinkToken(): string {
  const fragment = inject(ActivatedRoute).snapshot.fragment ?? '';
  const location = inject(Location);
  if (fragment) location.replaceState(location.path(false));
  return fragment;
}
