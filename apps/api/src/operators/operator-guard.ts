import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Configuration } from '../configuration/index.js';
import { Installation } from '../database/index.js';
import { OperatorEntry } from '../entry/index.js';
import { endpointOf, requestIdOf, requireCsrfHeader, requireSameOrigin, setCaller } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { operatorTokenOf } from './operator-cookie.js';
import { operatorById } from './operator-rows.js';

/**
 * Lets a signed-in operator in, who may make companies and read counts, and nothing else. No company is ever set for such
 * a request before the handler, so no tenant's table can be read by it.
 */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    private readonly entry: OperatorEntry,
    private readonly installation: Installation,
    private readonly configuration: Configuration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = endpointOf(context);
    if (endpoint?.tag !== 'operator') return true;
    const { operators, publicOrigin } = this.configuration.values;
    if (!operators)
      throw new DomainError(
        'not-found',
        'This installation has no operators: it was started without OPERATORS.',
      );
    const request = context.switchToHttp().getRequest<Request>();
    if (endpoint.auth !== 'operator') return true;
    if (endpoint.method !== 'GET') {
      requireSameOrigin(request, publicOrigin);
      requireCsrfHeader(request);
    }
    const token = operatorTokenOf(request);
    const operatorId = token === undefined ? undefined : await this.entry.session(token);
    const operator =
      operatorId === undefined
        ? undefined
        : await this.installation.run((db) => operatorById(db, operatorId));
    if (!operator?.active)
      throw new DomainError('sign-in-required', 'You are not signed in, or no longer. Sign in again.');
    setCaller(request, { kind: 'operator', operatorId: operator.id, requestId: requestIdOf(request) });
    return true;
  }
}
