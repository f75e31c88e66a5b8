/** Where to go after signing in: a path of this console, or the overview. Never another origin, whatever the URL says. */
export function returnPath(asked: string | undefined): string {
  if (asked === undefined || !asked.startsWith('/') || /^\/[/\\]/.test(asked)) return '/';
  return asked.startsWith('/sign-in') || asked.startsWith('/set-up') ? '/' : asked;
}
