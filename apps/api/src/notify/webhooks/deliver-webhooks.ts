import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Configuration } from '../../configuration/index.js';
import { TenantJobs } from '../../database/index.js';
import { Alerts } from '../alerts/alerts.js';
import { eachAtOnce } from '../outbox/each-at-once.js';
import {
  claimDeliveries,
  type ClaimedDelivery,
  failWaiting,
  putOff,
  settleDelivery,
} from './delivery-rows.js';
import { type DeliveryTarget, deliveryTargets, noteTry, switchOff } from './endpoint-rows.js';
import { postWebhook, type PostResult } from './post-webhook.js';
import { signedHeaders, WebhookSecrets } from './webhook-secrets.js';

const BATCH = 50;
const AT_ONCE = 8;
/** Longer than a batch of endpoints that all hang. */
const LEASE_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
const DEAD_MS = 3 * 86_400_000;
/** Ten tries within three days and a few hours. */
const PAUSES_MIN = [1, 5, 30, 120, 300, 600, 840, 1200, 1440];

/**
 * Delivers what webhooks have to tell, outside of any transaction: at least once, a few at the same time, in no order. An
 * endpoint that took nothing for three days is switched off, and IT is told.
 */
@Injectable()
export class DeliverWebhooks {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly secrets: WebhookSecrets,
    private readonly configuration: Configuration,
    private readonly alerts: Alerts,
    private readonly audit: Audit,
  ) {}

  /** How many were delivered. */
  async run(companyId: string, now: Date): Promise<number> {
    const leaseUntil = new Date(Math.max(now.getTime(), Date.now()) + LEASE_MS);
    const { claimed, targets } = await this.jobs.run(companyId, async (db) => {
      const deliveries = await claimDeliveries(db, companyId, { now, leaseUntil, limit: BATCH });
      const ids = [...new Set(deliveries.map(({ endpointId }) => endpointId))];
      return { claimed: deliveries, targets: await deliveryTargets(db, companyId, ids, new Date()) };
    });
    // One that has just failed is not waited for again in this round.
    const failed = new Set<string>();
    const delivered = await eachAtOnce(claimed, AT_ONCE, async (delivery) => {
      const target = targets.get(delivery.endpointId);
      if (!target || target.off !== null) return this.skip(companyId, delivery);
      if (failed.has(target.id)) return this.later(companyId, delivery, now);
      const result = await this.post(companyId, delivery, target);
      if (result.problem !== null) failed.add(target.id);
      await this.settle(companyId, delivery, result, now);
      return result.problem === null;
    });
    return delivered.filter(Boolean).length;
  }

  private post(companyId: string, delivery: ClaimedDelivery, target: DeliveryTarget): Promise<PostResult> {
    const secrets = target.secrets.map((sealed) => this.secrets.open(companyId, target.id, sealed));
    const headers = signedHeaders(delivery, secrets, new Date());
    return postWebhook(target.url, delivery.body, headers, this.plain);
  }

  private get plain(): boolean {
    return this.configuration.values.publicOrigin.startsWith('http:');
  }

  private async skip(companyId: string, { endpointId }: ClaimedDelivery): Promise<false> {
    await this.jobs.run(companyId, (db) => failWaiting(db, companyId, endpointId));
    return false;
  }

  private async later(companyId: string, { id }: ClaimedDelivery, now: Date): Promise<false> {
    await this.jobs.run(companyId, (db) => putOff(db, companyId, id, new Date(now.getTime() + MINUTE_MS)));
    return false;
  }

  private settle(
    companyId: string,
    { id, endpointId, tries, retryUntil }: ClaimedDelivery,
    { status, problem }: PostResult,
    now: Date,
  ): Promise<void> {
    return this.jobs.run(companyId, async (db) => {
      const isOver = now >= retryUntil || tries > PAUSES_MIN.length || status === 410;
      const pause = PAUSES_MIN[Math.min(tries, PAUSES_MIN.length) - 1] ?? 1;
      const state = problem === null ? 'delivered' : isOver ? 'failed' : 'waiting';
      await settleDelivery(db, companyId, id, {
        state,
        nextAt: new Date(now.getTime() + pause * MINUTE_MS),
        status,
        problem,
      });
      const since = await noteTry(db, companyId, endpointId, problem === null ? null : now);
      const isDead = status === 410 || (since !== null && now.getTime() - since.getTime() >= DEAD_MS);
      if (!isDead || !(await switchOff(db, companyId, endpointId, status === 410 ? 'gone' : 'failing')))
        return;
      await failWaiting(db, companyId, endpointId);
      await this.tell(db, companyId, endpointId, problem ?? '', now);
    });
  }

  private async tell(
    db: Parameters<Alerts['raise']>[0],
    companyId: string,
    endpointId: string,
    problem: string,
    now: Date,
  ): Promise<void> {
    await this.alerts.raise(db, companyId, {
      kind: 'webhook.switched-off',
      key: `${endpointId} ${now.toISOString().slice(0, 10)}`,
      severity: 'warning',
      title: 'A webhook was switched off',
      sentences: [
        `It took no event for three days, or said that it is gone. ${problem}`,
        'What it missed is kept for 30 days.',
      ],
      nextStep: 'Repair the receiver, switch the webhook on again, and deliver again what it missed.',
      path: '/settings/webhooks',
    });
    await this.audit.append(db, companyId, {
      action: 'webhook.switched-off',
      by: { kind: 'system', name: 'webhooks' },
      object: { kind: 'webhook', id: endpointId },
    });
  }
}
