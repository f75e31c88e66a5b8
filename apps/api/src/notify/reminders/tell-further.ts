import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent } from '../../audit/index.js';
import { Alerts } from '../alerts/alerts.js';
import { queueEscalation } from '../outbox/outbox-rows.js';
import { WebhookEvents } from '../webhooks/webhook-events.js';
import type { RemindedPerson } from './person-rows.js';

/**
 * Tells further that a person is not protected, as their reminders announced and the statement says: IT by one alert a day,
 * a manager by one letter for all of theirs. Answers what goes on record, where its person finds it too.
 */
@Injectable()
export class TellFurther {
  constructor(
    private readonly alerts: Alerts,
    private readonly events: WebhookEvents,
  ) {}

  async run(
    db: EntityManager,
    companyId: string,
    person: RemindedPerson,
    to: 'manager' | 'admin',
    now: Date,
  ): Promise<AuditEvent> {
    if (to === 'admin') {
      await this.alerts.raise(db, companyId, {
        kind: 'reminder.escalated',
        key: now.toISOString().slice(0, 10),
        severity: 'warning',
        title: 'People stay unprotected although they were reminded',
        sentences: [
          'Reminders did not help somebody for as long as the policy allows. They know that you are told.',
        ],
        nextStep: 'Open the gaps, the oldest first, and help them in person.',
        path: '/gaps',
      });
    } else if (person.managerId !== null) {
      await queueEscalation(db, companyId, { managerId: person.managerId, employeeId: person.id }, now);
    }
    await this.events.tell(db, companyId, {
      event: 'reminder.escalated',
      data: { employeeId: person.id, to },
    });
    return {
      action: 'reminder.escalated',
      by: { kind: 'system', name: 'reminders' },
      subject: person.id,
      details: { to },
    };
  }
}
