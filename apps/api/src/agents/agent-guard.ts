import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';
import { setCaller } from '../http/caller.js';
import { requestIdOf } from '../http/request-id.js';
import { endpointOf } from '../http/route.js';
import { DomainError } from '../problems/domain-error.js';

const MAX_TOKEN = 200;

const refused = (): DomainError =>
  new DomainError(
    'agent-token-refused',
    'This workstation is not enrolled, or no longer. What it has backed up is kept; enrol it again to go on.',
  );

const bearerOf = (request: Request): string | undefined => {
  const match = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '');
  return match?.[1] && match[1].length <= MAX_TOKEN ? match[1] : undefined;
};

/** Lets an agent's credential in, unless it was revoked or its employee has left: both at the very next request. */
@Injectable()
export class AgentGuard implements CanActivate {
  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (endpointOf(context)?.auth !== 'agent') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const token = bearerOf(request);
    const credential = token === undefined ? undefined : await this.entry.agentCredential(token);
    if (!credential) throw refused();
    const { companyId, subject: agentId } = credential;
    const agent = await this.tenant.run(companyId, (db) => this.fleet.agent(db, companyId, agentId));
    if (!agent || agent.revoked || !agent.employeeActive) throw refused();
    const { workstationId, employeeId } = agent;
    const requestId = requestIdOf(request);
    setCaller(request, { kind: 'agent', companyId, agentId, workstationId, employeeId, requestId });
    return true;
  }
}
