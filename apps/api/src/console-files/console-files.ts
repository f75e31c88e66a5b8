import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { NOT_BUILT_PAGE } from './not-built-page.js';
import { pagePolicy } from './page-security.js';

/** Names that carry a hash of their contents, as the console's build makes them: they never change. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.(?:js|css|woff2?|svg|png)$/;
const NEVER_PAGES =
  /^\/(?:api|agent|objects|health|scim|saml|auth|oauth|mute)(?:\/|$)|^\/(?:operator|leaver)\/v\d/;
/** The console's build writes attribute names in lower case; both are the same to a browser. */
const NONCE_PLACEHOLDER = /ngCspNonce="[^"]*"/gi;

const page = (folder: string): RequestHandler => {
  const file = join(folder, 'index.html');
  return (request, response, next) => {
    const { method, path } = request;
    const wantsPage = (method === 'GET' || method === 'HEAD') && !/\.\w+$/.test(path);
    if (!wantsPage) return next();
    const nonce = randomBytes(16).toString('base64');
    const html = existsSync(file) ? readFileSync(file, 'utf8') : NOT_BUILT_PAGE;
    response.setHeader('content-security-policy', pagePolicy(nonce));
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(html.replace(NONCE_PLACEHOLDER, `ngCspNonce="${nonce}"`));
  };
};

/**
 * Serves the console's built files from `folder`, and its page for every address that is none of the api's, so that a
 * link into the console works. Each page carries a fresh nonce for styles; files named by their hash are kept for a year.
 */
export const consoleFiles = (folder: string): RequestHandler => {
  const router = Router();
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, file) => {
      const kept = HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache';
      response.setHeader('cache-control', kept);
      response.setHeader('content-security-policy', pagePolicy('none'));
    },
  });
  router.use((request, response, next) => {
    // The page itself only ever goes out with a nonce.
    if (request.path === '/index.html') return next();
    files(request, response, next);
  });
  router.use(page(folder));
  // Calls of the api are most of all, and pass by without a look at files.
  return (request, response, next) => {
    if (NEVER_PAGES.test(request.path)) return next();
    router(request, response, next);
  };
};
