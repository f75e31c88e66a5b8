import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { Configuration } from '../configuration/index.js';
import { TenantJobs } from '../database/index.js';
import { LeaverEntry } from '../entry/index.js';
import { Mail } from '../notify/index.js';
import { People } from '../people/index.js';
import { leaverUrl } from './leaver-url.js';
import { linkMessage } from './link-message.js';
import { claimMail, noteLink, settleMail, termOf } from './term-rows.js';
import { dayOf, endOf } from './term.js';

const FIRST_PAUSE_MS = 10 * 60_000;
const MOST_TRIES = 5;
const BATCH = 20;

/**
 * Sends each new leaver their personal link to the address that the company knows, once it is known that they have left: not
 * in that transaction, so that no mail server holds it up. Best effort: a link made by hand takes its place.
 */
@Injectable()
export class MailLinks {
  private readonly logger = new Logger('leavers');

  constructor(
    private readonly jobs: TenantJobs,
    private readonly people: People,
    private readonly companies: Companies,
    private readonly entry: LeaverEntry,
    private readonly mail: Mail,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  async run(companyId: string, now: Date): Promise<void> {
    for (const claimed of await this.claim(companyId, now)) await this.send(companyId, claimed, now);
  }

  /** A try is counted before it is made: a server that is killed while sending does not send for ever. */
  private claim(companyId: string, now: Date): Promise<{ employeeId: string; tries: number }[]> {
    return this.jobs.run(companyId, (db) =>
      claimMail(db, companyId, { now, pauseMs: FIRST_PAUSE_MS, limit: BATCH }),
    );
  }

  private async send(
    companyId: string,
    { employeeId, tries }: { employeeId: string; tries: number },
    now: Date,
  ): Promise<void> {
    const settle = (state: 'sent' | 'none') =>
      this.jobs.run(companyId, (db) => settleMail(db, companyId, employeeId, state));
    if (!this.mail.configured) return settle('none');
    const prepared = await this.prepare(companyId, employeeId, now);
    if (!prepared) return;
    try {
      await this.mail.send(prepared.to, prepared.message);
      await settle('sent');
    } catch (error) {
      this.logger.warn({ err: error, companyId, tries }, "A leaver's link was not taken by the mail server");
      if (tries >= MOST_TRIES) await settle('none');
    }
  }

  private prepare(companyId: string, employeeId: string, now: Date) {
    return this.jobs.run(companyId, async (db) => {
      const employee = await this.people.lockedEmployee(db, companyId, employeeId);
      const term = await termOf(db, companyId, employeeId);
      if (!employee || employee.active || term?.linkMail !== 'waiting') return undefined;
      const company = await this.companies.company(db, companyId);
      const token = await this.entry.replaceLink(db, { companyId, subject: employeeId }, endOf(term));
      await noteLink(db, companyId, employeeId, dayOf(now));
      const by = { kind: 'system', name: 'leavers' } as const;
      await this.audit.append(db, companyId, { action: 'leaver.link-mailed', by, subject: employeeId });
      const url = leaverUrl(this.configuration.values.publicOrigin, token);
      return {
        to: { name: employee.name, address: employee.email },
        message: linkMessage(employee.name, company.name, { url, accessUntil: term.accessUntil }),
      };
    });
  }
}
