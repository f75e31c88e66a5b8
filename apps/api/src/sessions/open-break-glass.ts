import type { FactorKind } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent } from '../audit/index.js';
import type { Employee } from '../people/index.js';
import { keepConfirmed } from './confirmation-rows.js';
import { type OpenedSession, OpenSession } from './open-session.js';
import type { Visit } from './visit.js';

/** Opens the session of a break-glass account, whose person has just proven themselves with everything they have. */
@Injectable()
export class OpenBreakGlass {
  constructor(private readonly sessions: OpenSession) {}

  /** Joins a transaction. Answers the session, and what the audit log is to be told of it. */
  async run(
    db: EntityManager,
    companyId: string,
    employee: Employee,
    { browser, requestId }: Visit,
    kind: FactorKind,
  ): Promise<{ opened: OpenedSession; event: AuditEvent }> {
    const opened = await this.sessions.run(db, companyId, employee, { method: 'break-glass', browser });
    await keepConfirmed(db, companyId, opened.sessionId);
    const by = { kind: 'person', id: employee.id, role: employee.role, requestId } as const;
    const details = { factor: kind };
    return { opened, event: { action: 'sign-in.by-break-glass', by, subject: employee.id, details } };
  }
}
