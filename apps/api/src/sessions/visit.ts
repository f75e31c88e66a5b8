import type { Request } from 'express';
import { requestIdOf } from '../http/request-id.js';
import { browserName } from './browser-name.js';

/** What a sign-in needs to know of the request beside its body. The address counts tries and is kept nowhere. */
export interface Visit {
  readonly address: string;
  readonly browser: string;
  readonly requestId: string;
}

export const visitOf = (request: Request): Visit => ({
  address: request.ip ?? 'unknown',
  browser: browserName(request.headers['user-agent']),
  requestId: requestIdOf(request),
});
