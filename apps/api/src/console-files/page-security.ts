import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { RequestHandler } from 'express';

/** What no page of the console asks a browser for; passkeys are for this origin alone. */
const PERMISSIONS = [
  ...['camera', 'microphone', 'geolocation', 'usb', 'serial', 'hid', 'payment', 'display-capture'].map(
    (name) => `${name}=()`,
  ),
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
].join(', ');

/** Where programs call that show nothing to anybody and send no cookie. */
const PROGRAMS = '/agent/v1/';
/** What still holds if a browser is led to an answer that was meant for a program. */
const FOR_PROGRAMS = [
  'cache-control',
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
];

/**
 * Headers of everything that is no page: nothing may run, frame or embed an answer of the api, and browsers stay on
 * https once they were there. An answer to an agent has those of them that mean something there: a fleet asks often.
 */
export const apiSecurity = (https: boolean): RequestHandler => {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    // With its subdomains (OWASP ASVS 5.0 V3.4.1).
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  // The same for every answer, so they are asked for once.
  const headers = new Map<string, string>([
    ['permissions-policy', PERMISSIONS],
    // Nothing that is told to one person stays in a cache (V14.3.2); what may be kept says so itself.
    ['cache-control', 'no-store'],
  ]);
  const collector = {
    setHeader: (name: string, value: string) => headers.set(name.toLowerCase(), value),
    removeHeader: () => undefined,
  };
  protect({} as IncomingMessage, collector as unknown as ServerResponse, () => undefined);
  const forPrograms = new Map([...headers].filter(([name]) => FOR_PROGRAMS.includes(name)));
  return (request, response, next) => {
    response.setHeaders(request.url.startsWith(PROGRAMS) ? forPrograms : headers);
    next();
  };
};

/**
 * The console's own policy: scripts of this origin only, styles of this origin or with the page's nonce, and no text
 * becomes markup or script but through Angular's own policies (its names: angular.dev, Security, Trusted Types).
 */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types angular angular#bundler angular#components',
  ].join('; ');
