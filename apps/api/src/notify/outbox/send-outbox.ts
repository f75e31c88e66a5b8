import { Injectable, Logger } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { Alerts } from '../alerts/alerts.js';
import { Mail } from '../mail/mail.js';
import type { SmtpOutcome } from '../mail/smtp-outcome.js';
import { withdrawAnnouncement } from '../reminders/due-rows.js';
import { decideAnew } from '../reminders/preference-rows.js';
import { eachAtOnce } from './each-at-once.js';
import { claimMails, postponeMail, type QueuedMail, settleMail } from './outbox-rows.js';
import { WriteMail, type WrittenMail } from './write-mail.js';

const BATCH = 40;
/** Of one round: after that other companies and jobs have their turn. */
const MOST_BATCHES = 15;
const AT_ONCE = 4;
/** Longer than a batch with a server that hangs at every step. */
const LEASE_MS = 15 * 60_000;
const GIVE_UP_MS = 3 * 86_400_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 4 * 3_600_000;

/** Sends what is queued, outside of any transaction. Any number of processes may run it at once. */
@Injectable()
export class SendOutbox {
  private readonly logger = new Logger('notify');

  constructor(
    private readonly jobs: TenantJobs,
    private readonly mail: Mail,
    private readonly write: WriteMail,
    private readonly alerts: Alerts,
  ) {}

  /** How many messages the server took. */
  async run(companyId: string, now: Date): Promise<number> {
    if (!this.mail.configured) return 0;
    let taken = 0;
    for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
      const leaseUntil = new Date(Math.max(now.getTime(), Date.now()) + LEASE_MS);
      const mails = await this.jobs.run(companyId, (db) =>
        claimMails(db, companyId, { now, leaseUntil, limit: BATCH }),
      );
      const outcomes = await eachAtOnce(mails, AT_ONCE, (mail) => this.send(companyId, mail, now));
      taken += outcomes.filter((outcome) => outcome === 'taken').length;
      // A server that takes nothing is left alone until the next round.
      if (mails.length < BATCH || outcomes.every((outcome) => outcome === 'later')) break;
    }
    return taken;
  }

  private async send(
    companyId: string,
    mail: QueuedMail,
    now: Date,
  ): Promise<SmtpOutcome['result'] | undefined> {
    const written = await this.jobs.run(companyId, (db) => this.write.run(db, companyId, mail, now));
    if (written === 'nothing') {
      await this.jobs.run(companyId, (db) => settleMail(db, companyId, mail.id, 'dropped'));
      return undefined;
    }
    if ('notBefore' in written) {
      const nextAt = written.notBefore;
      await this.jobs.run(companyId, (db) =>
        postponeMail(db, companyId, mail.id, { nextAt, counted: false }),
      );
      return undefined;
    }
    const outcome = await this.deliver(mail, written);
    await this.settle(companyId, mail, outcome, now);
    return outcome.result;
  }

  private deliver({ id }: QueuedMail, { to, message, muteUrl }: WrittenMail): Promise<SmtpOutcome> {
    return this.mail.deliver(to, message, { id, muteUrl });
  }

  private async settle(
    companyId: string,
    mail: QueuedMail,
    { result, answer }: SmtpOutcome,
    now: Date,
  ): Promise<void> {
    const isOver = now.getTime() - mail.queuedAt.getTime() >= GIVE_UP_MS;
    // At most once for a reminder, of which the next comes anyway; at least once for what IT has to know.
    const again = result === 'later' || (result === 'unsure' && mail.kind !== 'reminder');
    if (result !== 'taken')
      this.logger.warn({ companyId, kind: mail.kind, answer, result }, 'a message was not taken');
    await this.jobs.run(companyId, async (db) => {
      if (again && !isOver) {
        const pause = Math.min(FIRST_PAUSE_MS * 4 ** (mail.tries - 1), LONGEST_PAUSE_MS);
        await postponeMail(db, companyId, mail.id, {
          nextAt: new Date(now.getTime() + pause),
          counted: true,
        });
        return;
      }
      await settleMail(
        db,
        companyId,
        mail.id,
        result === 'taken' ? 'sent' : result === 'unsure' ? 'unsure' : 'refused',
      );
      if (mail.kind === 'reminder') {
        // Only now do they know what it announces.
        if (result === 'taken' && mail.tries > 1) await decideAnew(db, companyId, mail.employeeId, now);
        if (result === 'later' || result === 'refused')
          await withdrawAnnouncement(db, companyId, mail.employeeId);
      }
      // An alert about alerts that do not arrive would not arrive: those stay in the list of the console.
      if (result === 'taken' || result === 'unsure' || mail.kind === 'alert') return;
      await this.alerts.raise(db, companyId, {
        kind: 'mail.refused',
        key: now.toISOString().slice(0, 10),
        severity: 'warning',
        title: 'The mail server does not take messages of Holdfast',
        sentences: [`It answered ${answer}. The message will not be tried again.`],
        nextStep: 'Send yourself a test message and compare the answer with the log of the mail server.',
        path: '/settings/alerts',
      });
    });
  }
}
