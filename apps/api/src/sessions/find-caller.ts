import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import type { SessionCaller } from '../http/caller.js';
import { requestIdOf } from '../http/request-id.js';
import { People } from '../people/index.js';
import { sessionTokenOf } from './cookie.js';

/** Who comes with a request, by its session, with the role that they have now; undefined for nobody. */
@Injectable()
export class FindCaller {
  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
    private readonly people: People,
  ) {}

  async find(request: Request): Promise<SessionCaller | undefined> {
    const token = sessionTokenOf(request);
    const session = token === undefined ? undefined : await this.entry.session(token);
    if (!session) return undefined;
    const { companyId, subject: employeeId, sessionId } = session;
    const employee = await this.tenant.run(companyId, (db) =>
      this.people.employee(db, companyId, employeeId),
    );
    if (!employee?.active) return undefined;
    const { role } = employee;
    return { kind: 'session', companyId, employeeId, role, sessionId, requestId: requestIdOf(request) };
  }
}
