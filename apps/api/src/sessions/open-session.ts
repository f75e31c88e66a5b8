import type { Me } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Companies } from '../companies/index.js';
import { Entry } from '../entry/index.js';
import type { Employee } from '../people/index.js';

/** A new session: the token for the cookie, and the person for the page. */
export interface OpenedSession {
  readonly token: string;
  readonly me: Me;
}

/**
 * Opens a session for an employee who has proven who they are, by whatever way: break-glass password today. Single
 * sign-on ends here too (`/auth/complete`): it brings a verified employee of the company, and nothing else differs.
 */
@Injectable()
export class OpenSession {
  constructor(
    private readonly entry: Entry,
    private readonly companies: Companies,
  ) {}

  async run(db: EntityManager, companyId: string, employee: Employee): Promise<OpenedSession> {
    const token = await this.entry.openSession(db, { companyId, subject: employee.id });
    return { token, me: await this.me(db, companyId, employee) };
  }

  async me(db: EntityManager, companyId: string, employee: Employee): Promise<Me> {
    const { id, name, email, role } = employee;
    const company = await this.companies.company(db, companyId);
    return { employee: { id, name, email, role }, company: { id: company.id, name: company.name } };
  }
}
