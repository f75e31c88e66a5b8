import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import type { SessionCaller } from '../http/caller.js';
import { notFound } from '../problems/domain-error.js';
import { Fleet } from './fleet.js';

/** Asks the agent that saw the phone last to back it up or verify it at its next check-in. Throws `not-found`. */
@Injectable()
export class QueueCommand {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, phoneId: string, kind: 'backup' | 'verify'): Promise<{ id: string }> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const phone = await this.fleet.phone(db, companyId, phoneId);
      if (!phone) throw notFound();
      const command = { workstationId: phone.workstation.id, kind, phoneId, text: null };
      const id = await this.fleet.queueCommand(db, companyId, command);
      await this.audit.append(db, companyId, {
        action: 'phone.command-queued',
        by: doerOf(caller),
        subject: phone.employee.id,
        object: { kind: 'phone', id: phoneId },
        details: { kind },
      });
      return { id };
    });
  }
}
