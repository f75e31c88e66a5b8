import { randomUUID } from 'node:crypto';
import type { Delivery, endpoints, Webhook } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Audit, doerOf } from '../../audit/index.js';
import { Configuration } from '../../configuration/index.js';
import { Tenant } from '../../database/index.js';
import { decodeCursor, encodeCursor, type SessionCaller } from '../../http/index.js';
import { DomainError, notFound } from '../../problems/index.js';
import { deliverAgain, deliveryPage, failWaiting, insertDeliveries } from './delivery-rows.js';
import * as rows from './endpoint-rows.js';
import { addressRefused } from './webhook-address.js';
import { bodyOf } from './webhook-events.js';
import { WebhookSecrets } from './webhook-secrets.js';

const MOST_WEBHOOKS = 20;
type Wanted = z.output<(typeof endpoints)['addWebhook']['body']>;
type Change = z.output<(typeof endpoints)['changeWebhook']['body']>;

/** A webhook with its secret. */
export interface Shown {
  readonly webhook: Webhook;
  /** Shown once. */
  readonly secret: string;
}

/** The webhooks of a company: where events are told, and what became of them. Each method: @throws DomainError `not-found` */
@Injectable()
export class ManageWebhooks {
  constructor(
    private readonly tenant: Tenant,
    private readonly secrets: WebhookSecrets,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  list({ companyId }: SessionCaller): Promise<{ items: Webhook[]; plainAllowed: boolean }> {
    return this.tenant.run(companyId, async (db) => ({
      items: await rows.listEndpoints(db, companyId),
      plainAllowed: this.plain,
    }));
  }

  /** @throws DomainError `request-invalid` for an address that events may not go to, or the twenty-first */
  add(caller: SessionCaller, wanted: Wanted): Promise<Shown> {
    const { companyId } = caller;
    this.requirePublic(wanted.url);
    return this.tenant.run(companyId, async (db) => {
      const id = randomUUID();
      const { shown, sealed } = this.secrets.make(companyId, id);
      const added = { ...wanted, id, secret: sealed };
      if (!(await rows.insertEndpoint(db, companyId, added, MOST_WEBHOOKS))) {
        throw new DomainError(
          'request-invalid',
          `A company has ${String(MOST_WEBHOOKS)} webhooks at most. Nothing was changed. Remove one first.`,
        );
      }
      const webhook = await this.one(db, companyId, id);
      await this.record(db, caller, 'webhook.added', id);
      return { webhook, secret: shown };
    });
  }

  change(caller: SessionCaller, id: string, change: Change): Promise<Webhook> {
    const { companyId } = caller;
    if (change.url !== undefined) this.requirePublic(change.url);
    return this.tenant.run(companyId, async (db) => {
      const kept = await this.one(db, companyId, id);
      const { url = kept.url, events = kept.events, codes = kept.codes, on } = change;
      const off = on === undefined ? kept.off : on ? null : (kept.off ?? 'by-hand');
      // Switched on again, it starts afresh: three more days.
      const failingSince = on === true ? null : kept.failingSince;
      await rows.updateEndpoint(db, companyId, { ...kept, url, events, codes, off, failingSince });
      if (off !== null) await failWaiting(db, companyId, id);
      const webhook = await this.one(db, companyId, id);
      await this.record(db, caller, 'webhook.changed', id);
      return webhook;
    });
  }

  remove(caller: SessionCaller, id: string): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (!(await rows.deleteEndpoint(db, companyId, id))) throw notFound();
      await this.record(db, caller, 'webhook.removed', id);
    });
  }

  rotate(caller: SessionCaller, id: string): Promise<Shown> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const { shown, sealed } = this.secrets.make(companyId, id);
      if (!(await rows.replaceSecret(db, companyId, id, sealed))) throw notFound();
      const webhook = await this.one(db, companyId, id);
      await this.record(db, caller, 'webhook.secret-made', id);
      return { webhook, secret: shown };
    });
  }

  test(caller: SessionCaller, endpointId: string): Promise<{ id: string }> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      await this.one(db, companyId, endpointId);
      const now = new Date();
      const delivery = {
        id: randomUUID(),
        endpointId,
        employeeId: null,
        event: 'test',
        body: bodyOf('test', {}, now),
      };
      await insertDeliveries(db, companyId, [delivery], now);
      await this.record(db, caller, 'webhook.tested', endpointId);
      return { id: delivery.id };
    });
  }

  deliveries(
    { companyId }: SessionCaller,
    endpointId: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ items: Delivery[]; nextCursor: string | null }> {
    const after = decodeCursor(cursor, z.uuid());
    return this.tenant.run(companyId, async (db) => {
      await this.one(db, companyId, endpointId);
      const found = await deliveryPage(db, companyId, endpointId, { after, limit });
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)?.id) : null };
    });
  }

  redeliver(caller: SessionCaller, endpointId: string, id: string): Promise<{ id: string }> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (!(await deliverAgain(db, companyId, { id, endpointId }, new Date()))) throw notFound();
      await this.record(db, caller, 'webhook.redelivered', endpointId);
      return { id };
    });
  }

  private async one(db: EntityManager, companyId: string, id: string): Promise<Webhook> {
    const found = await rows.endpointById(db, companyId, id);
    if (!found) throw notFound();
    return found;
  }

  private record(
    db: EntityManager,
    caller: SessionCaller,
    action: `webhook.${'added' | 'changed' | 'removed' | 'secret-made' | 'tested' | 'redelivered'}`,
    id: string,
  ): Promise<void> {
    const by = doerOf(caller);
    return this.audit.append(db, caller.companyId, { action, by, object: { kind: 'webhook', id } });
  }

  private get plain(): boolean {
    return this.configuration.values.publicOrigin.startsWith('http:');
  }

  private requirePublic(address: string): void {
    const refused = addressRefused(new URL(address), this.plain);
    if (refused === undefined) return;
    throw new DomainError('request-invalid', `The address ${refused}. Nothing was changed.`, {
      issues: [{ path: 'url', message: refused }],
    });
  }
}
