import type { z } from 'zod';
import type { ErrorCode } from '../errors/error-codes.js';

/** Who may call: nobody signed in, a console session, an agent's credential, or the bearer of a signed URL. */
export type EndpointAuth = 'public' | 'session' | 'agent' | 'signed-url';

/** What a person of a company may do. `helpdesk` serves restores, `auditor` reads, `employee` has the portal. */
export const ROLES = ['owner', 'admin', 'helpdesk', 'auditor', 'employee'] as const;
export type Role = (typeof ROLES)[number];

/**
 * One route, declared once: the api registers it, validates by it and is compared with it by a test; the OpenAPI
 * document and so the console's client are generated from it.
 */
export interface Endpoint {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express-style path with `:parameters`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly auth: EndpointAuth;
  /** Roles that may call a `session` endpoint. */
  readonly roles?: readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status: number;
  /** JSON answer; absent for 204 and for `contentType` answers. */
  readonly response?: z.ZodType;
  /** Of an answer that is not JSON. */
  readonly contentType?: string;
  readonly errors: readonly ErrorCode[];
}

/** Keeps the literal types of a route's declaration. */
export const endpoint = <const E extends Endpoint>(declared: E): E => declared;

/** Who reads the console's company-wide pages. */
export const READERS = ['owner', 'admin', 'helpdesk', 'auditor'] as const satisfies readonly Role[];
/** Who changes things in the console. */
export const WRITERS = ['owner', 'admin'] as const satisfies readonly Role[];
