import type { Request } from 'express';
import { DomainError } from '../problems/domain-error.js';

/** The header without which no change is accepted on a session: a form or an image of another site cannot send it. */
export const CSRF_HEADER = 'x-holdfast-request';

const refused = (): DomainError =>
  new DomainError('origin-refused', 'This change did not come from the console itself. Nothing was changed.');

/**
 * Refuses a browser's request from another origin (OWASP ASVS 5.0 V3.5.1), by what it says of where it comes from: `Origin`,
 * and `Sec-Fetch-Site` (Fetch Metadata), which a neighbour on the same site cannot pass either. A request with neither
 * comes from no web page.
 */
export const requireSameOrigin = (request: Request, publicOrigin: string): void => {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && origin !== publicOrigin) throw refused();
  if (site !== undefined && site !== 'same-origin') throw refused();
};

/** Refuses a change on a session that lacks the console's header. */
export const requireCsrfHeader = (request: Request): void => {
  if (request.headers[CSRF_HEADER] !== '1') throw refused();
};
