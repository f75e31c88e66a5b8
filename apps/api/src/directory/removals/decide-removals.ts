import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { Leavers } from '../../leavers/index.js';
import { Removals } from './removals.js';
import * as rows from './held-rows.js';

/** One answer takes a few seconds, however many are held; the page asks again until none is left. */
const LONGEST_MS = 3000;
/** In one transaction: short enough that nobody waits long for one of them. */
const LEAVING = 50;
const STAYING = 1000;

/** A person's yes or no to removals that were held. What was held after they looked stays held. */
@Injectable()
export class DecideRemovals {
  constructor(
    private readonly tenant: Tenant,
    private readonly removals: Removals,
    private readonly leavers: Leavers,
    private readonly audit: Audit,
  ) {}

  /** They leave. @throws DomainError `last-owner`: make somebody else an owner, or refuse */
  confirm(caller: SessionCaller, upTo: number): Promise<{ decided: number; left: number }> {
    const by = doerOf(caller);
    return this.inBatches(caller, upTo, LEAVING, 'directory.removals-confirmed', async (db, held) => {
      const events: AuditEvent[] = [];
      for (const { id, cause } of held)
        events.push(...(await this.leavers.begin(db, caller.companyId, id, { cause, by })));
      return events;
    });
  }

  /** They stay, and the directory sees them as active. */
  refuse(caller: SessionCaller, upTo: number): Promise<{ decided: number; left: number }> {
    return this.inBatches(caller, upTo, STAYING, 'directory.removals-refused', async (db, held) => {
      await rows.showActive(
        db,
        caller.companyId,
        held.map(({ id }) => id),
      );
      return [];
    });
  }

  private async inBatches(
    caller: SessionCaller,
    upTo: number,
    batch: number,
    action: 'directory.removals-confirmed' | 'directory.removals-refused',
    decide: (db: EntityManager, held: Awaited<ReturnType<typeof rows.takeHeld>>) => Promise<AuditEvent[]>,
  ): Promise<{ decided: number; left: number }> {
    const { companyId } = caller;
    const until = Date.now() + LONGEST_MS;
    let decided = 0;
    for (;;) {
      const { count, left } = await this.tenant.run(companyId, async (db) => {
        await this.removals.begin(db, companyId);
        const held = await rows.takeHeld(db, companyId, upTo, batch);
        const events = held.length === 0 ? [] : await decide(db, held);
        const left = await rows.countHeld(db, companyId, upTo);
        const said = { action, by: doerOf(caller), details: { people: held.length } } as const;
        if (held.length > 0) await this.audit.append(db, companyId, ...events, said);
        return { count: held.length, left };
      });
      decided += count;
      if (left === 0 || count === 0 || Date.now() > until) return { decided, left };
    }
  }
}
