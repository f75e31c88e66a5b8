import type { ServerResponse } from 'node:http';
import { POLICY } from './pages/page.js';

/** What a browser gets. `cookie`: its new one; null takes the old one away. */
export interface Answer {
  readonly status: number;
  readonly html?: string;
  readonly xml?: string;
  readonly location?: string;
  readonly cookie?: string | null;
}

/** Cookies know no ports: the name keeps it apart from those of other programs on this computer. */
export const COOKIE = 'holdfast-development-idp';

export const send = (response: ServerResponse, answer: Answer): void => {
  const { status, html, xml, location, cookie } = answer;
  response.writeHead(status, {
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    // Without an origin in it, a form of ours could not be told from another site's.
    'referrer-policy': 'strict-origin',
    'x-content-type-options': 'nosniff',
    ...(xml === undefined ? {} : { 'content-type': 'application/samlmetadata+xml; charset=utf-8' }),
    ...(html === undefined ? {} : { 'content-type': 'text/html; charset=utf-8' }),
    ...(location === undefined ? {} : { location }),
    ...(cookie === undefined
      ? {}
      : {
          'set-cookie': `${COOKIE}=${cookie ?? ''}; Path=/; HttpOnly; SameSite=Lax${cookie ? '' : '; Max-Age=0'}`,
        }),
  });
  response.end(html ?? xml ?? '');
};
