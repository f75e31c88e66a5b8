import { may } from '@holdfast/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { setCaller } from '../http/caller.js';
import { requestIdOf } from '../http/request-id.js';
import { endpointOf } from '../http/route.js';
import { requireCsrfHeader, requireSameOrigin } from '../http/same-origin.js';
import { People } from '../people/index.js';
import { DomainError } from '../problems/domain-error.js';
import { sessionTokenOf } from './cookie.js';

/**
 * Lets a signed-in person in, with the role that they have now: whoever left or lost a role is refused at the next
 * request. Every change also has to come from the console's own origin, and on a session with the console's header.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly configuration: Configuration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = endpointOf(context);
    if (!endpoint || (endpoint.auth !== 'session' && endpoint.auth !== 'public')) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const changes = endpoint.method !== 'GET';
    if (changes) requireSameOrigin(request, this.configuration.values.publicOrigin);
    if (endpoint.auth === 'public') return true;
    if (changes) requireCsrfHeader(request);
    const token = sessionTokenOf(request);
    const session = token === undefined ? undefined : await this.entry.session(token);
    const signInRequired = new DomainError(
      'sign-in-required',
      'You are not signed in, or no longer. Sign in again.',
    );
    if (!session) throw signInRequired;
    const { companyId, subject: employeeId, sessionId } = session;
    const employee = await this.tenant.run(companyId, (db) =>
      this.people.employee(db, companyId, employeeId),
    );
    if (!employee?.active) throw signInRequired;
    if (!endpoint.permission || !may(employee.role, endpoint.permission)) {
      throw new DomainError('role-refused', 'Your role does not allow this. Nothing was changed.');
    }
    setCaller(request, {
      kind: 'session',
      companyId,
      employeeId,
      role: employee.role,
      sessionId,
      requestId: requestIdOf(request),
    });
    return true;
  }
}
