import { randomUUID } from 'node:crypto';
import { type Me, permissionsOf } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Companies } from '../companies/index.js';
import { Entry } from '../entry/index.js';
import type { Employee } from '../people/index.js';
import { insertOpenSession, type SessionOrigin } from './open-session-rows.js';

/** A new session: the token for the cookie, and the person for the page. */
export interface OpenedSession {
  readonly token: string;
  readonly sessionId: string;
  readonly me: Me;
}

/**
 * Opens a session for an employee who has proven who they are, by whatever way: break-glass account or single sign-on.
 * Both end here, and nothing else differs.
 */
@Injectable()
export class OpenSession {
  constructor(
    private readonly entry: Entry,
    private readonly companies: Companies,
  ) {}

  async run(
    db: EntityManager,
    companyId: string,
    employee: Employee,
    origin: SessionOrigin,
  ): Promise<OpenedSession> {
    const opened = await this.open(db, companyId, employee, origin);
    return { ...opened, me: await this.me(db, companyId, employee) };
  }

  /** For a browser that loads a page next. `seconds`: when the identity provider wants it to end, if that is sooner. */
  async open(
    db: EntityManager,
    companyId: string,
    employee: Employee,
    origin: SessionOrigin & { readonly seconds?: number | undefined },
  ): Promise<Omit<OpenedSession, 'me'>> {
    const sessionId = randomUUID();
    await insertOpenSession(db, companyId, { id: sessionId, employeeId: employee.id, ...origin });
    const entry = { companyId, subject: employee.id, sessionId };
    const token = await this.entry.openSession(db, entry, origin.seconds);
    return { token, sessionId };
  }

  async me(db: EntityManager, companyId: string, employee: Employee): Promise<Me> {
    const { id, name, email, role } = employee;
    const company = await this.companies.company(db, companyId);
    return {
      employee: { id, name, email, role },
      company: { id: company.id, name: company.name },
      permissions: permissionsOf(role),
    };
  }
}
