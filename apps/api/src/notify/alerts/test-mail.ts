import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Companies } from '../../companies/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { notFound } from '../../problems/index.js';
import { letter, oneLine } from '../mail/letter.js';
import { Mail } from '../mail/mail.js';

const TOLD = {
  taken: 'The mail server took the message: it answered',
  later: 'The mail server did not take the message now: it answered',
  refused: 'The mail server refused the message: it answered',
  unsure: 'The connection to the mail server broke after the text was sent:',
} as const;

/** Sends whoever asks a message now, and answers what the mail server said to it. */
@Injectable()
export class TestMail {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly companies: Companies,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  async run(caller: SessionCaller): Promise<{ taken: boolean; answer: string }> {
    const { companyId, employeeId } = caller;
    if (!this.mail.configured)
      return { taken: false, answer: 'No mail server is set up: SMTP_URL is not set.' };
    const { employee, company } = await this.tenant.run(companyId, async (db) => {
      const found = await this.people.employee(db, companyId, employeeId);
      if (!found) throw notFound();
      const its = await this.companies.company(db, companyId);
      await this.audit.append(db, companyId, { action: 'alerts.mail-tested', by: doerOf(caller) });
      return { employee: found, company: its };
    });
    const message = letter('Holdfast: a test message', [
      { say: `Hello ${oneLine(employee.name)},` },
      {
        say: `this is the test message of Holdfast at ${oneLine(company.name)} that you asked for. Mail works.`,
      },
    ]);
    const { result, answer } = await this.mail.deliver(
      { name: employee.name, address: employee.email },
      message,
      { id: randomUUID() },
    );
    return { taken: result === 'taken', answer: `${TOLD[result]} ${answer}.` };
  }
}
