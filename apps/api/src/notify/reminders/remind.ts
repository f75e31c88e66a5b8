import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { notFound } from '../../problems/index.js';
import { Mail } from '../mail/mail.js';
import { claimMail, queueMail, settleMail } from '../outbox/outbox-rows.js';
import { lockDue } from './due-rows.js';
import { remindedPeople } from './person-rows.js';
import { reminderMessage } from './reminder-message.js';
import { noteReminders, releaseReminder } from './reminder-rows.js';
import { ShowReminder } from './show-reminder.js';
import { WriteReminder } from './write-reminder.js';

export interface Reminded {
  readonly sent: boolean;
  /** Why nothing was sent, for a person. */
  readonly reason: string | null;
}

const DAY_MS = 86_400_000;
const LEASE_MS = 5 * 60_000;
const notSent = (reason: string): Reminded => ({ sent: false, reason });

/**
 * Reminds one employee of their open gaps because somebody asked, now: once a day at most, whoever asks, and not while they
 * have their reminders muted. The day is claimed before the mail goes out, so that two never send two; a mail that the
 * server does not take gives it back.
 */
@Injectable()
export class Remind {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly mail: Mail,
    private readonly screens: ShowReminder,
    private readonly write: WriteReminder,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `not-found` */
  async run(caller: SessionCaller, employeeId: string): Promise<Reminded> {
    const { companyId } = caller;
    const reminded = await this.remind(companyId, employeeId);
    await this.tenant.run(companyId, (db) => {
      const details = { sent: reminded.sent };
      const by = doerOf(caller);
      return this.audit.append(db, companyId, { action: 'reminder.asked', by, subject: employeeId, details });
    });
    return reminded;
  }

  private async remind(companyId: string, employeeId: string): Promise<Reminded> {
    const now = new Date();
    const prepared = await this.tenant.run(companyId, (db) => this.prepare(db, companyId, employeeId, now));
    if ('sent' in prepared) return prepared;
    const { to, message, muteUrl, outboxId: id, shown } = prepared;
    const { result } = await this.mail.deliver(to, message, { id, muteUrl });
    const isTaken = result === 'taken' || result === 'unsure';
    await this.tenant.run(companyId, async (db) => {
      await settleMail(db, companyId, id, result === 'taken' ? 'sent' : isTaken ? 'unsure' : 'dropped');
      if (!isTaken) await releaseReminder(db, companyId, employeeId, now);
    });
    if (isTaken || shown) return { sent: true, reason: null };
    return notSent('The mail server did not take the message. Nothing was sent; try again later.');
  }

  private async prepare(db: EntityManager, companyId: string, employeeId: string, now: Date) {
    const employee = await this.people.employee(db, companyId, employeeId);
    if (!employee) throw notFound();
    await lockDue(db, companyId, employeeId);
    const [person] = await remindedPeople(db, companyId, [employeeId]);
    if (!person) throw notFound();
    const { remindedAt, mutedUntil } = person.facts;
    const shown = person.workstations.length > 0;
    if (!this.mail.configured && !shown) return notSent('No mail server is set up: SMTP_URL is not set.');
    const written = await this.write.run(db, companyId, employeeId, undefined);
    if (!written) return notSent(`${employee.name} has no open gap: there is nothing to remind of.`);
    if (remindedAt && now.getTime() - remindedAt.getTime() < DAY_MS)
      return notSent(`${employee.name} was reminded today already.`);
    if (mutedUntil && mutedUntil > now) return notSent(`${employee.name} gets no reminder before tomorrow.`);
    if (shown) await this.screens.run(db, companyId, person, undefined);
    const channels = [
      ...(shown ? ['agent' as const] : []),
      ...(this.mail.configured ? ['email' as const] : []),
    ];
    await noteReminders(
      db,
      companyId,
      channels.map((channel) => ({ employeeId, channel })),
      now,
    );
    if (!this.mail.configured) return { sent: true, reason: null } satisfies Reminded;
    const [outboxId = ''] = await queueMail(
      db,
      companyId,
      [{ kind: 'reminder', employeeId, about: {} }],
      now,
    );
    await claimMail(db, companyId, outboxId, new Date(now.getTime() + LEASE_MS));
    return { ...written, message: reminderMessage(written.content), outboxId, shown };
  }
}
