import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import type { AgentCaller, SessionCaller } from '../http/index.js';
import { DomainError, notFound } from '../problems/index.js';
import { endInterim } from '../storage/index.js';
import {
  answerRequest,
  countWrongCode,
  endRequestsOf,
  type JoinRequestRow,
  MOST_WRONG,
  requestById,
} from './request-rows.js';

type Who = AgentCaller | SessionCaller;

const over = (): DomainError =>
  new DomainError(
    'join-request-over',
    'This request was answered already, or its time is over. Nothing was changed. The other workstation can ask again with "holdfast enrol".',
  );

/** What an employee's other workstations, or they themselves in the portal, say to a request. Its own workstation never does. */
@Injectable()
export class AnswerRequest {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  /** Whoever says this has wrapped the repository to the workstation's key. @throws DomainError `not-found`, `join-request-over` */
  approve(caller: AgentCaller, id: string, welcome: string): Promise<void> {
    return this.tenant.run(caller.companyId, async (db) => {
      const request = await this.waiting(db, caller, id);
      const bytes = Buffer.from(welcome, 'base64');
      await answerRequest(db, caller.companyId, id, { state: 'approved', welcome: bytes });
      await this.audit.append(db, caller.companyId, eventOf('join.approved', caller, request));
    });
  }

  /** @throws DomainError `not-found`, `join-request-over` */
  refuse(caller: Who, id: string): Promise<void> {
    return this.tenant.run(caller.companyId, async (db) => {
      const request = await this.waiting(db, caller, id);
      await this.refused(db, caller, request);
    });
  }

  /** A code was typed that is not its own. @throws DomainError `not-found`, `join-request-over` */
  wrongCode(caller: AgentCaller, id: string): Promise<{ triesLeft: number }> {
    return this.tenant.run(caller.companyId, async (db) => {
      const request = await this.waiting(db, caller, id);
      await countWrongCode(db, caller.companyId, id);
      const triesLeft = MOST_WRONG - request.wrongCodes - 1;
      if (triesLeft === 0) await this.refused(db, caller, request);
      return { triesLeft };
    });
  }

  /** The workstation opens the main repository, by an approval or by the recovery code. */
  joined(caller: AgentCaller): Promise<void> {
    const { companyId, employeeId: subject, workstationId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const wroteElsewhere = await endInterim(db, companyId, workstationId);
      const wasOpen = await endRequestsOf(db, companyId, workstationId, 'joined');
      if (!wroteElsewhere && !wasOpen) return;
      const object = { kind: 'workstation', id: workstationId };
      await this.audit.append(db, companyId, { action: 'join.joined', by: doerOf(caller), subject, object });
    });
  }

  private async refused(db: EntityManager, caller: Who, request: JoinRequestRow): Promise<void> {
    await answerRequest(db, caller.companyId, request.id, { state: 'refused', welcome: null });
    await this.audit.append(db, caller.companyId, eventOf('join.refused', caller, request));
  }

  private async waiting(db: EntityManager, caller: Who, id: string): Promise<JoinRequestRow> {
    const found = await requestById(db, caller.companyId, id, 'FOR UPDATE OF r');
    if (found?.employeeId !== caller.employeeId) throw notFound();
    if (caller.kind === 'agent' && found.workstationId === caller.workstationId) throw notFound();
    if (found.state !== 'waiting') throw over();
    return found;
  }
}

const eventOf = (
  action: 'join.approved' | 'join.refused',
  caller: Who,
  { employeeId, workstationId }: JoinRequestRow,
): AuditEvent => ({
  action,
  by: doerOf(caller),
  subject: employeeId,
  object: { kind: 'workstation', id: workstationId },
});
