import type { z } from 'zod';
import type { ErrorCode } from '../errors/error-codes.js';
import type { ApiScope } from '../roles/api-scopes.js';
import type { Permission } from '../roles/permissions.js';

/**
 * Who may call: nobody signed in, a console session, an operator's session, an agent's credential, the bearer of a signed
 * URL, a browser that comes from or goes to an identity provider (`browser`: no JSON, no session yet), a leaver by their
 * personal link alone (`leaver-link`) or having proven their recovery code too (`leaver-code`), or the company's directory
 * by its token.
 */
export type EndpointAuth =
  | 'public'
  | 'session'
  | 'operator'
  | 'agent'
  | 'signed-url'
  | 'browser'
  | 'leaver-link'
  | 'leaver-code'
  | 'directory';

/** A field of an answer, as a path without indexes (`items.email`), which is null for a role without the permission. */
export interface WithheldField {
  readonly path: string;
  readonly unless: Permission;
}

/**
 * What a call shows of employees: one person (`person` or `phone`, by the path's `id`), everybody at once, or what everybody
 * did (`audit`). It is noted in the audit log before the answer goes out, and each employee sees who looked.
 */
export type Looks = 'person' | 'phone' | 'everybody' | 'audit';

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
  /** What a `session` endpoint needs; the table of permissions says which roles have it. */
  readonly permission?: Permission;
  /**
   * A `session` endpoint that also takes a company's token with this scope; its `withheld` fields are null for every token.
   * Absent: no token opens it.
   */
  readonly tokenScope?: ApiScope;
  /** Fields that not every role with the permission gets. */
  readonly withheld?: readonly WithheldField[];
  readonly looks?: Looks;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Of a body that is not JSON, or that the route reads itself; then there is no `body`. */
  readonly bodyType?: string;
  readonly status: number;
  /** JSON answer; absent for 204 and for `contentType` answers. */
  readonly response?: z.ZodType;
  /** Of an answer that is not JSON. */
  readonly contentType?: string;
  readonly errors: readonly ErrorCode[];
}

/** Keeps the literal types of a route's declaration. */
export const endpoint = <const E extends Endpoint>(declared: E): E => declared;
