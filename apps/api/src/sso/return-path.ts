const HERE = 'https://here.invalid';

/**
 * A path of this console to come back to after signing in; `/` for everything else: RelayState passes through other hands,
 * and must never lead to another origin.
 */
export const returnPath = (asked: unknown): string => {
  if (typeof asked !== 'string' || asked.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked)) return '/';
  if (asked.includes('\\') || !URL.canParse(asked, HERE)) return '/';
  const url = new URL(asked, HERE);
  if (
    url.origin !== HERE ||
    url.pathname.startsWith('//') ||
    /^\/(?:auth|oauth|saml|api|agent|objects)(?:\/|$)/.test(url.pathname)
  )
    return '/';
  return `${url.pathname}${url.search}${url.hash}`;
};
