import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { LeaverCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { DomainError, notFound } from '../../problems/index.js';
import { standingHold } from '../hold-rows.js';
import { askErasure } from '../term-rows.js';
import { dayOf } from '../term.js';
import { openTerm } from './open-term.js';

/** What was signed for an agent before its employee left is good for a quarter of an hour: nothing is to come after the erasure. */
const AFTER_LEAVING_MS = 3_600_000;

/**
 * A leaver who has what is theirs wants it gone here, before the day. Only with the recovery code: the link alone may have
 * been read by others. @throws DomainError `hold-stands`, `not-found`
 */
@Injectable()
export class AskErasure {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  run(caller: LeaverCaller): Promise<{ earliestAt: string }> {
    const { companyId, employeeId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const now = new Date();
      await this.people.lockedEmployee(db, companyId, employeeId);
      const leftAt = await this.people.leftAt(db, companyId, employeeId);
      const term = await openTerm(db, companyId, employeeId, now);
      if (!leftAt || !term) throw notFound();
      if (await standingHold(db, companyId, employeeId))
        throw new DomainError(
          'hold-stands',
          'Your former company holds what is kept of you: your page says why and until when. Nothing is erased before that.',
        );
      const after = new Date(Math.max(now.getTime(), leftAt.getTime() + AFTER_LEAVING_MS));
      const at = await askErasure(db, companyId, employeeId, { on: dayOf(now), after });
      if (term.erasureAskedOn === null)
        await this.audit.append(db, companyId, {
          ...{ action: 'leaver.erasure-asked', by: doerOf(caller), subject: employeeId },
        });
      return { earliestAt: at.toISOString() };
    });
  }
}
