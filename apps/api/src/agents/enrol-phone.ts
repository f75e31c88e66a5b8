import type { EnrolPhone as EnrolPhoneSchema } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Fleet } from '../fleet/index.js';
import type { AgentCaller } from '../http/caller.js';
import { Notices, removeDeclaration } from '../notices/index.js';
import { DomainError, notFound } from '../problems/domain-error.js';

/**
 * Enrols a phone of the agent's employee on its workstation; the same phone again is the same enrolment. Throws
 * `notice-open` until the statement in force is acknowledged, `phone-enrolled-elsewhere` when it is a colleague's, and
 * `not-found` for one that is only announced and was released.
 */
@Injectable()
export class EnrolPhone {
  constructor(
    private readonly tenant: Tenant,
    private readonly notices: Notices,
    private readonly fleet: Fleet,
    private readonly audit: Audit,
  ) {}

  run(
    caller: AgentCaller,
    phone: z.output<typeof EnrolPhoneSchema>,
  ): Promise<{ phoneId: string; enrolmentId: string }> {
    const { companyId, employeeId, workstationId } = caller;
    return this.tenant.run(companyId, async (db) => {
      await this.notices.requireAcknowledged(db, companyId, employeeId);
      // Whoever enrols a phone has taken back that they have none to protect.
      if (!phone.announced) await removeDeclaration(db, companyId, employeeId);
      const enrolment = { ...phone, employeeId, workstationId };
      const enrolled = await this.fleet.enrolPhone(db, companyId, enrolment);
      if (enrolled === 'released') throw notFound();
      if (enrolled === 'elsewhere') {
        throw new DomainError(
          'phone-enrolled-elsewhere',
          'Somebody else of your company has this phone enrolled: they, or your IT, have to release it first. Nothing was changed.',
        );
      }
      const { phoneId, enrolmentId } = enrolled;
      // An agent tells its phones again when it starts: that is no enrolment.
      if (enrolled.isNew)
        await this.audit.append(db, companyId, {
          action: 'phone.enrolled',
          by: doerOf(caller),
          subject: employeeId,
          object: { kind: 'phone', id: phoneId },
        });
      return { phoneId, enrolmentId };
    });
  }
}
