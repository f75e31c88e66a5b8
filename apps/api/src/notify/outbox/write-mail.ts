import { Injectable } from '@nestjs/common';
import { isQuiet, notQuietFrom } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import { Configuration } from '../../configuration/index.js';
import { People } from '../../people/index.js';
import { EffectivePolicies } from '../../policies/index.js';
import { alertById } from '../alerts/alert-rows.js';
import { alertMessage } from '../alerts/alert-message.js';
import { WriteDigest } from '../alerts/write-digest.js';
import type { Message, Recipient } from '../mail/mail.js';
import { escalationMessage } from '../reminders/escalation-message.js';
import { remindedPeople } from '../reminders/person-rows.js';
import { reminderMessage } from '../reminders/reminder-message.js';
import { WriteReminder } from '../reminders/write-reminder.js';
import type { QueuedMail } from './outbox-rows.js';

export interface WrittenMail {
  readonly to: Recipient;
  readonly message: Message;
  readonly muteUrl?: string;
}
/** A message; or nothing to say any more; or when it may be sent. */
export type Written = WrittenMail | 'nothing' | { readonly notBefore: Date };

/** Writes what a queued message says at this moment: what has closed by now is not told any more. */
@Injectable()
export class WriteMail {
  constructor(
    private readonly people: People,
    private readonly policies: EffectivePolicies,
    private readonly reminders: WriteReminder,
    private readonly digests: WriteDigest,
    private readonly configuration: Configuration,
  ) {}

  async run(db: EntityManager, companyId: string, mail: QueuedMail, now: Date): Promise<Written> {
    if (mail.kind === 'reminder') return this.reminder(db, companyId, mail, now);
    const employee = await this.people.employee(db, companyId, mail.employeeId);
    if (!employee?.active) return 'nothing';
    const to = { name: employee.name, address: employee.email };
    const origin = this.configuration.values.publicOrigin;
    if (mail.kind === 'escalation') {
      const names = await this.people.names(db, companyId, mail.about.people);
      if (names.size === 0) return 'nothing';
      return { to, message: escalationMessage(employee.name, [...names.values()].sort()) };
    }
    if (mail.kind === 'digest') {
      const message = await this.digests.run(db, companyId, employee.name, mail.about);
      return { to, message };
    }
    const alert = await alertById(db, companyId, mail.about.alertId);
    return alert ? { to, message: alertMessage(employee.name, alert, origin) } : 'nothing';
  }

  /** A try in the morning after a night without a mail server is still a reminder: quiet hours and muting hold for it. */
  private async reminder(
    db: EntityManager,
    companyId: string,
    { employeeId, about }: QueuedMail & { kind: 'reminder' },
    now: Date,
  ): Promise<Written> {
    const [person] = await remindedPeople(db, companyId, [employeeId]);
    if (!person || person.facts.declined) return 'nothing';
    const { policy } = await this.policies.forEmployee(db, companyId, employeeId);
    const { mutedUntil, timeZone } = person.facts;
    if (mutedUntil && mutedUntil > now) return { notBefore: mutedUntil };
    if (isQuiet(policy.reminders, now, timeZone))
      return { notBefore: notQuietFrom(policy.reminders, now, timeZone) };
    const written = await this.reminders.run(db, companyId, employeeId, about.announcement);
    if (!written) return 'nothing';
    return { to: written.to, message: reminderMessage(written.content), muteUrl: written.muteUrl };
  }
}
