import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Mail } from '../mail/mail.js';
import { queueMail } from '../outbox/outbox-rows.js';
import { insertAlert } from './alert-rows.js';
import { alertRecipients, settingsOf } from './settings-rows.js';

/** What IT has to know. Sentences hold no names of people who did nothing wrong: the page behind `path` shows who may see them. */
export interface NewAlert {
  /** What for, as a code: `incident.opened`. */
  readonly kind: string;
  /** Of the same kind and key one is told: an incident's id, a day. 200 characters at most. */
  readonly key: string;
  readonly severity: 'note' | 'warning' | 'urgent';
  readonly title: string;
  /** What happened and what holds. Twenty at most. */
  readonly sentences: readonly string[];
  readonly nextStep: string;
  /** In the console: `/storage`. */
  readonly path: string;
  /** Whose it is; absent: whoever the company's settings name. */
  readonly owner?:
    { readonly role: 'owner' | 'admin' | 'privacy' | 'helpdesk' } | { readonly personId: string };
}

/** The door by which other rooms tell IT something. */
@Injectable()
export class Alerts {
  constructor(private readonly mail: Mail) {}

  /**
   * Keeps the alert and queues it to whom it concerns, in the caller's transaction: told exactly when what it is about
   * happened. False: it was told before. Where nobody is left to be told, or no mail server is set up, it stands in the console all the same.
   */
  async raise(db: EntityManager, companyId: string, alert: NewAlert): Promise<boolean> {
    const now = new Date();
    const alertId = await insertAlert(db, companyId, alert, now);
    if (alertId === undefined) return false;
    if (!this.mail.configured) return true;
    const settings = await settingsOf(db, companyId);
    const own = alert.owner && (await alertRecipients(db, companyId, owners(alert.owner)));
    const recipients = own && own.length > 0 ? own : await alertRecipients(db, companyId, settings);
    const mails = recipients.map(
      (employeeId) => ({ kind: 'alert', employeeId, about: { alertId } }) as const,
    );
    await queueMail(db, companyId, mails, now);
    return true;
  }
}

const owners = (owner: NonNullable<NewAlert['owner']>) =>
  'role' in owner ? { roles: [owner.role], people: [] } : { roles: [], people: [owner.personId] };
