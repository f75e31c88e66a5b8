import { digestDue } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { Mail } from '../mail/mail.js';
import { queueMail } from '../outbox/outbox-rows.js';
import { gapMovement, takeDigest } from './digest-rows.js';
import { alertRecipients, settingsOf } from './settings-rows.js';

const DAY_MS = 86_400_000;

/** Queues the digest of a company when its day and hour have come, once, whichever process is first. */
@Injectable()
export class Digests {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly mail: Mail,
  ) {}

  /** To how many. */
  async run(companyId: string, now: Date): Promise<number> {
    if (!this.mail.configured) return 0;
    return this.jobs.run(companyId, async (db) => {
      const settings = await settingsOf(db, companyId);
      const { digest: every, digestWeekday: weekday, digestHour: hour, timeZone } = settings;
      const day = digestDue({ every, weekday, hour, timeZone }, now);
      const taken = day === undefined ? undefined : await takeDigest(db, companyId, day, now);
      if (!taken) return 0;
      const since = taken.since ?? new Date(now.getTime() - (every === 'day' ? 1 : 7) * DAY_MS);
      const { opened, closed } = await gapMovement(db, companyId, since, now);
      // Nothing happened: a letter a day that says so is a letter that nobody reads.
      if (every === 'day' && opened + closed === 0) return 0;
      const about = { since: since.toISOString(), until: now.toISOString() };
      const recipients = await alertRecipients(db, companyId, settings);
      const mails = recipients.map((employeeId) => ({ kind: 'digest', employeeId, about }) as const);
      return (await queueMail(db, companyId, mails, now)).length;
    });
  }
}
