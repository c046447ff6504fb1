/** The wanted URL if it is a path of this console, else `/`: a link from elsewhere can't lead away after the sign-in. */
export function localPath(wanted: string | undefined): string {
  return wanted && /^\/(?![/\\])/u.test(wanted) && !wanted.startsWith('/sign-in') ? wanted : '/';
}
