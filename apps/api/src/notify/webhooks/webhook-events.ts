import { randomUUID } from 'node:crypto';
import type { WebhookData, WebhookEvent } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertDeliveries, type NewDelivery } from './delivery-rows.js';
import { endpointsThatAreOn } from './endpoint-rows.js';

/** What happened, as a webhook tells it. */
export type ToldEvent = {
  [E in WebhookEvent]: { readonly event: E; readonly data: WebhookData<E> };
}[WebhookEvent];

/** Of a body: the UTC day as a moment, since nobody is told at which hour somebody's phone was plugged in. */
export const bodyOf = (event: string, data: object, now: Date): string =>
  JSON.stringify({ type: event, timestamp: `${now.toISOString().slice(0, 10)}T00:00:00Z`, data });

/**
 * The door by which other rooms tell webhooks what happened, in the transaction in which it does: what is rolled back is
 * told to nobody, what is committed is told at least once. Costs one look where nobody listens.
 */
@Injectable()
export class WebhookEvents {
  async tell(db: EntityManager, companyId: string, ...events: readonly ToldEvent[]): Promise<void> {
    const endpoints = events.length > 0 ? await endpointsThatAreOn(db, companyId) : [];
    if (endpoints.length === 0) return;
    const now = new Date();
    const deliveries: NewDelivery[] = [];
    for (const { event, data } of events) {
      const body = bodyOf(event, data, now);
      for (const { id: endpointId, events: wanted, codes } of endpoints) {
        if (!wanted.includes(event)) continue;
        if (codes && event.startsWith('gap.') && 'code' in data && !codes.includes(data.code)) continue;
        const employeeId = 'employeeId' in data ? data.employeeId : null;
        deliveries.push({ id: randomUUID(), endpointId, employeeId, event, body });
      }
    }
    await insertDeliveries(db, companyId, deliveries, now);
  }
}
