import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TenantJobs } from '../../database/index.js';
import { type ToldEvent, WebhookEvents } from '../webhooks/webhook-events.js';
import {
  type Change,
  type GapData,
  gapData,
  makeDue,
  makeSomeDue,
  policyWasPublished,
  takeChanges,
} from './change-rows.js';
import { AnomalyChanges } from './anomaly-changes.js';
import { IncidentChanges } from './incident-changes.js';

/** Changes of one transaction. */
const BATCH = 5_000;
/** Of one round: after that other companies and jobs have their turn. */
const MOST_BATCHES = 20;
/** More than so many gaps in one batch are told of as counts: nobody reads ten thousand events of one import. */
const MOST_SINGLE = 1_000;

/**
 * Follows what changed since the last round: whose gap opened or closed is decided about anew, and webhooks are told. Cost
 * follows what changed; any number of processes may run it at once.
 */
@Injectable()
export class FollowChanges {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly events: WebhookEvents,
    private readonly incidents: IncidentChanges,
    private readonly anomalies: AnomalyChanges,
  ) {}

  /** How many changes. */
  async run(companyId: string, now: Date): Promise<number> {
    if (!(await this.spreadPolicies(companyId, now))) return 0;
    let followed = 0;
    for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
      const batch = await this.jobs.run(companyId, async (db) => {
        const changes = await takeChanges(db, companyId, BATCH);
        if (changes.length > 0) await this.follow(db, companyId, changes, now);
        return changes.length;
      });
      followed += batch;
      if (batch < BATCH) break;
    }
    return followed;
  }

  /**
   * A published policy may ask for everybody: they are made due in batches, before the change is taken, so that a process that
   * dies leaves it to the next one. False: there are more, for the next round.
   */
  private async spreadPolicies(companyId: string, now: Date): Promise<boolean> {
    for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
      const moved = await this.jobs.run(companyId, async (db) =>
        (await policyWasPublished(db, companyId)) ? makeSomeDue(db, companyId, now, BATCH) : 0,
      );
      if (moved < BATCH) return true;
    }
    return false;
  }

  private async follow(
    db: EntityManager,
    companyId: string,
    changes: readonly Change[],
    now: Date,
  ): Promise<void> {
    const people = new Set(changes.flatMap(({ employeeId }) => employeeId ?? []));
    if (people.size > 0) await makeDue(db, companyId, [...people], now);
    const published = changes.filter(({ kind }) => kind === 'policy.published');
    const policies = published.map(({ objectId, number }): ToldEvent => {
      return { event: 'policy.published', data: { policyId: objectId, version: number ?? 1 } };
    });
    await this.events.tell(
      db,
      companyId,
      ...policies,
      ...(await this.gaps(db, companyId, changes)),
      ...(await this.incidents.follow(db, companyId, changes)),
      ...(await this.anomalies.follow(db, companyId, changes)),
    );
  }

  private async gaps(db: EntityManager, companyId: string, changes: readonly Change[]): Promise<ToldEvent[]> {
    const moved = changes.filter(({ kind }) => kind === 'gap.opened' || kind === 'gap.closed');
    if (moved.length > MOST_SINGLE) {
      const opened = moved.filter(({ kind }) => kind === 'gap.opened').length;
      return [{ event: 'gaps.changed', data: { opened, closed: moved.length - opened } }];
    }
    const ids = moved.map(({ objectId }) => objectId);
    const data = ids.length > 0 ? await gapData(db, companyId, ids) : new Map<string, GapData>();
    return moved.flatMap(({ kind, objectId }): ToldEvent[] => {
      const gap = data.get(objectId);
      if (!gap) return [];
      const { closedOn, ...open } = gap;
      if (kind === 'gap.opened') return [{ event: 'gap.opened', data: open }];
      return closedOn === null ? [] : [{ event: 'gap.closed', data: { ...open, closedOn } }];
    });
  }
}
