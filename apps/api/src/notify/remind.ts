import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { describeRow, openGapsOfEmployee } from '../coverage/index.js';
import { Tenant, TenantJobs } from '../database/index.js';
import type { SessionCaller } from '../http/index.js';
import { People } from '../people/index.js';
import { notFound } from '../problems/index.js';
import { Mail } from './mail.js';
import { reminderMessage } from './reminder-message.js';
import { claimReminder, releaseReminder } from './reminder-rows.js';

export interface Reminded {
  readonly sent: boolean;
  /** Why nothing was sent, for a person. */
  readonly reason: string | null;
}

const notSent = (reason: string): Reminded => ({ sent: false, reason });

/**
 * Reminds one employee of their open gaps by e-mail, once a day at most. The day is claimed in the database before the
 * mail goes out, so that two processes never send two; a mail that the server refuses gives the day back.
 */
@Injectable()
export class Remind {
  private readonly logger = new Logger('notify');

  constructor(
    private readonly tenant: Tenant,
    private readonly jobs: TenantJobs,
    private readonly people: People,
    private readonly companies: Companies,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  /** Asked for by a person. @throws DomainError `not-found` */
  async run(caller: SessionCaller, employeeId: string): Promise<Reminded> {
    const { companyId } = caller;
    const reminded = await this.remind(this.tenant, companyId, employeeId);
    await this.tenant.run(companyId, (db) => {
      const details = { sent: reminded.sent };
      const by = doerOf(caller);
      return this.audit.append(db, companyId, { action: 'reminder.asked', by, subject: employeeId, details });
    });
    return reminded;
  }

  /** Due by the policy. */
  runAsJob(companyId: string, employeeId: string): Promise<Reminded> {
    return this.remind(this.jobs, companyId, employeeId);
  }

  private async remind(
    tenant: Pick<Tenant, 'run'>,
    companyId: string,
    employeeId: string,
  ): Promise<Reminded> {
    const now = new Date();
    const prepared = await tenant.run(companyId, (db) => this.prepare(db, companyId, employeeId, now));
    if ('reason' in prepared) return prepared;
    try {
      await this.mail.send(prepared.to, prepared.message);
      return { sent: true, reason: null };
    } catch (error) {
      this.logger.warn({ err: error, companyId }, 'a reminder was not taken by the mail server');
      await tenant.run(companyId, (db) => releaseReminder(db, companyId, employeeId, now));
      return notSent('The mail server did not take the message. Nothing was sent; try again later.');
    }
  }

  private async prepare(db: EntityManager, companyId: string, employeeId: string, now: Date) {
    const employee = await this.people.employee(db, companyId, employeeId);
    if (!employee) throw notFound();
    if (!this.mail.configured) return notSent('No mail server is set up: SMTP_URL is not set.');
    const gaps = await openGapsOfEmployee(db, companyId, employeeId);
    if (gaps.length === 0) return notSent(`${employee.name} has no open gap: there is nothing to remind of.`);
    if (!(await claimReminder(db, companyId, employeeId, now))) {
      return notSent(`${employee.name} was reminded today already.`);
    }
    const company = await this.companies.company(db, companyId);
    const message = reminderMessage(employee.name, company.name, gaps.map(describeRow));
    return { to: { name: employee.name, address: employee.email }, message };
  }
}
