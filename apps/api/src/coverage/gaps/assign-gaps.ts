import { type GapSelection, may } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { notFound } from '../../problems/index.js';
import { assignSelected, selectedGaps } from './selected-gaps.js';

/** Somebody of IT takes gaps on, or gives them back. */
@Injectable()
export class AssignGaps {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  /** How many changed hands. @throws DomainError `not-found` for an owner who could not take any */
  run(caller: SessionCaller, gaps: GapSelection, ownerId: string | null): Promise<number> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (ownerId !== null) {
        const owner = await this.people.employee(db, companyId, ownerId);
        if (!owner?.active || !may(owner.role, 'gaps.assign')) throw notFound();
      }
      const assigned = await assignSelected(db, selectedGaps(companyId, gaps, new Date()), ownerId);
      if (assigned > 0) {
        await this.audit.append(db, companyId, {
          action: 'gaps.assigned',
          by: doerOf(caller),
          ...(ownerId !== null && { subject: ownerId }),
          details: { gaps: assigned },
        });
      }
      return assigned;
    });
  }
}
