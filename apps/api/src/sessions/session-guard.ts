import { type Endpoint, may } from '@holdfast/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { NoteAccess } from '../access/index.js';
import { Configuration } from '../configuration/index.js';
import { setCaller } from '../http/caller.js';
import { endpointOf } from '../http/endpoint-of.js';
import { requireCsrfHeader, requireSameOrigin } from '../http/same-origin.js';
import { bearerOf, TokenCallers } from '../http/token-callers.js';
import { DomainError } from '../problems/domain-error.js';
import { FindCaller } from './find-caller.js';

const signInFirst = (): DomainError =>
  new DomainError('sign-in-required', 'You are not signed in, or no longer. Sign in again.');

/**
 * Lets a signed-in person in, with the role that they have now: whoever left or lost a role is refused at the next
 * request. Every change also has to come from the console's own origin, and on a session with the console's header. A
 * company's token opens what declares a scope for it, and nothing else.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly callers: FindCaller,
    private readonly configuration: Configuration,
    private readonly access: NoteAccess,
    private readonly tokens: TokenCallers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = endpointOf(context);
    if (!endpoint || (endpoint.auth !== 'session' && endpoint.auth !== 'public')) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const bearer = endpoint.auth === 'session' ? bearerOf(request) : undefined;
    if (bearer !== undefined) return this.byToken(request, endpoint, bearer);
    const changes = endpoint.method !== 'GET';
    if (changes) requireSameOrigin(request, this.configuration.values.publicOrigin);
    if (endpoint.auth === 'public') return true;
    if (changes) requireCsrfHeader(request);
    const caller = await this.callers.find(request);
    if (!caller) throw signInFirst();
    if (!endpoint.permission || !may(caller.role, endpoint.permission)) {
      await this.access.refused(caller, endpoint);
      throw new DomainError('role-refused', 'Your role does not allow this. Nothing was changed.');
    }
    setCaller(request, caller);
    return true;
  }

  /** Whoever brings a token is the token alone: a cookie beside it says nothing, and no page of a stranger sends one. */
  private async byToken(request: Request, { tokenScope }: Endpoint, bearer: string): Promise<boolean> {
    if (tokenScope === undefined) throw signInFirst();
    setCaller(request, await this.tokens.find(request, bearer, tokenScope));
    return true;
  }
}
