import { type AskExemption as Asked, LONGEST_EXEMPTION_DAYS, may, ROLES } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import { dateOf, type SessionCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { DomainError, notFound } from '../../problems/index.js';
import { Coverage } from '../coverage.js';
import { selectedGaps } from '../gaps/selected-gaps.js';
import { countApprovers, exemptOne, exemptSelected } from './exemption-rows.js';

type Asking = z.infer<typeof Asked>;
const DAY_MS = 86_400_000;
const APPROVERS = ROLES.filter((role) => may(role, 'exemptions.change'));

/**
 * Somebody asks that gaps are left out of the score. Somebody else has to approve it; where nobody else could, it is approved
 * by who asked, and the log and the list say so.
 */
@Injectable()
export class AskExemption {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly coverage: Coverage,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `not-found`, `request-invalid` for an end that is past or too far away */
  run(caller: SessionCaller, asked: Asking): Promise<{ exemptions: number; approved: boolean }> {
    const { companyId, employeeId: by } = caller;
    const now = new Date();
    requireEnd(asked.until, now);
    return this.tenant.run(companyId, async (db) => {
      const owner = await this.people.employee(db, companyId, asked.ownerId);
      if (!owner?.active) throw notFound();
      const approved = (await countApprovers(db, companyId, APPROVERS, by)) === 0;
      const made = {
        reason: asked.reason,
        ownerId: asked.ownerId,
        askedBy: by,
        until: asked.until,
        approvedBy: approved ? by : null,
        approvedAt: approved ? now : null,
      };
      const employees = await this.exempt(db, companyId, asked.for, made, now);
      if (employees.length === 0) return { exemptions: 0, approved };
      if (approved) await this.coverage.reconsider(db, companyId, [...new Set(employees)]);
      await this.audit.append(db, companyId, {
        action: 'exemption.asked',
        by: doerOf(caller),
        ...(new Set(employees).size === 1 && { subject: employees[0] }),
        details: { exemptions: employees.length, until: asked.until, approved },
      });
      return { exemptions: employees.length, approved };
    });
  }

  private async exempt(
    db: EntityManager,
    companyId: string,
    whom: Asking['for'],
    made: Parameters<typeof exemptOne>[3],
    now: Date,
  ): Promise<string[]> {
    if ('gaps' in whom) return exemptSelected(db, companyId, selectedGaps(companyId, whom.gaps, now), made);
    const { employeeId, phoneId = null, codes = null } = whom;
    if (!(await this.people.employee(db, companyId, employeeId))) throw notFound();
    if (phoneId !== null && !(await isTheirs(db, companyId, employeeId, phoneId))) throw notFound();
    await exemptOne(db, companyId, { employeeId, phoneId, codes }, made);
    return [employeeId];
  }
}

async function isTheirs(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  phoneId: string,
): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    'SELECT FROM fleet_phones WHERE company_id = $1 AND id = $2 AND employee_id = $3 AND released_on IS NULL',
    [companyId, phoneId, employeeId],
  );
  return rows.length > 0;
}

/** Between tomorrow and a year from now: nobody answers for a gap longer without looking again. */
function requireEnd(until: string, now: Date): void {
  const latest = dateOf(new Date(now.getTime() + LONGEST_EXEMPTION_DAYS * DAY_MS));
  if (until > dateOf(now) && until <= latest) return;
  throw new DomainError(
    'request-invalid',
    `An exemption ends between tomorrow and ${latest}. Nothing was changed; choose another day.`,
    { issues: [{ path: 'until', message: 'is past, or more than a year away' }] },
  );
}
