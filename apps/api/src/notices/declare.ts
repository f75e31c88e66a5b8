import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/tenant.js';
import { FactsChanged } from '../facts/index.js';
import { type Declaration, declarationOf, keepDeclaration, removeDeclaration } from './declaration-rows.js';
import type { Reader } from './acknowledge-notice.js';

/**
 * What an employee answers instead of enrolling a phone: `declined`, `not-for-work`, or null to take it back. Neutral: no
 * gap, no reminder. On nobody's record, not even the audit log's: it is between the employee and nobody.
 */
@Injectable()
export class Declare {
  constructor(
    private readonly tenant: Tenant,
    private readonly facts: FactsChanged,
  ) {}

  async run({ companyId, employeeId }: Reader, answer: Declaration['answer'] | null): Promise<void> {
    await this.tenant.run(companyId, async (db) => {
      if (answer === null) await removeDeclaration(db, companyId, employeeId);
      else if ((await declarationOf(db, companyId, employeeId))?.answer !== answer)
        await keepDeclaration(db, companyId, employeeId, answer);
      await this.facts.factsChanged(db, companyId, { employeeId });
    });
  }
}
