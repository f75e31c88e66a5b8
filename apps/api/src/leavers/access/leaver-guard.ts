import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Configuration } from '../../configuration/index.js';
import { Tenant } from '../../database/index.js';
import { LeaverEntry } from '../../entry/index.js';
import { endpointOf, requestIdOf, requireSameOrigin, setCaller } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { openTerm } from './open-term.js';

const MAX_TOKEN = 200;

const bearerOf = (request: Request): string | undefined => {
  const match = /^Bearer (hfls_[\w-]+)$/.exec(request.headers.authorization ?? '');
  return match?.[1] && match[1].length <= MAX_TOKEN ? match[1] : undefined;
};

const ended = (): DomainError =>
  new DomainError(
    'leaver-session-ended',
    'This access has ended, or the link was replaced by a newer one. Open your personal link again.',
  );

/**
 * Lets a leaver in by what their link was exchanged for, until the minute at which their term ends. It is no credential of
 * an agent and no session: it reaches the routes of leavers and nothing else.
 */
@Injectable()
export class LeaverGuard implements CanActivate {
  constructor(
    private readonly entry: LeaverEntry,
    private readonly tenant: Tenant,
    private readonly configuration: Configuration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = endpointOf(context);
    if (endpoint?.auth !== 'leaver-link' && endpoint?.auth !== 'leaver-code') return true;
    const request = context.switchToHttp().getRequest<Request>();
    if (endpoint.method !== 'GET') requireSameOrigin(request, this.configuration.values.publicOrigin);
    const token = bearerOf(request);
    const session = token === undefined ? undefined : await this.entry.session(token);
    if (!session) throw ended();
    const { companyId, subject: employeeId, proven } = session;
    const term = await this.tenant.run(companyId, (db) => openTerm(db, companyId, employeeId, new Date()));
    if (!term) throw ended();
    if (endpoint.auth === 'leaver-code' && !proven)
      throw new DomainError(
        'leaver-code-needed',
        'The link alone opens nothing that was in a phone: the recovery code is needed too. Nothing was handed out.',
      );
    const requestId = requestIdOf(request);
    setCaller(request, { kind: 'leaver', companyId, employeeId, proven, requestId });
    return true;
  }
}
