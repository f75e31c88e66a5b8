import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dateOf } from '../../http/index.js';
import { Alerts } from '../alerts/alerts.js';
import type { ToldEvent } from '../webhooks/webhook-events.js';
import type { Change } from './change-rows.js';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly phone_id: string;
  readonly employee_id: string;
  readonly found_at: Date;
}

/** Changes that no history explains: IT is told once a day and phone, and webhooks of each. */
@Injectable()
export class AnomalyChanges {
  constructor(private readonly alerts: Alerts) {}

  async follow(db: EntityManager, companyId: string, changes: readonly Change[]): Promise<ToldEvent[]> {
    const ids = changes.filter(({ kind }) => kind === 'anomaly.found').map(({ objectId }) => objectId);
    if (ids.length === 0) return [];
    const found = await db.query<Row[]>(
      `SELECT a.id, a.kind, a.phone_id, p.employee_id, a.found_at FROM anomalies_found a
       JOIN fleet_phones p ON p.company_id = a.company_id AND p.id = a.phone_id
       WHERE a.company_id = $1 AND a.id = ANY($2::uuid[]) ORDER BY a.found_at, a.id`,
      [companyId, ids],
    );
    for (const { phone_id, found_at } of found) {
      await this.alerts.raise(db, companyId, {
        kind: 'anomaly.found',
        key: `${phone_id}/${dateOf(found_at)}`,
        severity: 'urgent',
        title: 'A phone changed as nothing explains',
        sentences: [
          'Far more changed on a phone than its history explains, as encryption by an attacker or a fault would do it.',
          'Every older version of it is kept until somebody has looked.',
        ],
        nextStep: 'Ask the person whether they changed that much, and say so on the page.',
        path: '/anomalies',
      });
    }
    return found.map(({ kind, phone_id, employee_id, found_at }): ToldEvent => {
      const data = { phoneId: phone_id, employeeId: employee_id, code: kind, on: dateOf(found_at) };
      return { event: 'anomaly.found', data };
    });
  }
}
