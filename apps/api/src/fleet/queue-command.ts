import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/tenant.js';
import { notFound } from '../problems/domain-error.js';
import { Fleet } from './fleet.js';

/** Asks the agent that saw the phone last to back it up or verify it at its next check-in. Throws `not-found`. */
@Injectable()
export class QueueCommand {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
  ) {}

  run(companyId: string, phoneId: string, kind: 'backup' | 'verify'): Promise<{ id: string }> {
    return this.tenant.run(companyId, async (db) => {
      const phone = await this.fleet.phone(db, companyId, phoneId);
      if (!phone) throw notFound();
      const command = { workstationId: phone.workstation.id, kind, phoneId, text: null };
      return { id: await this.fleet.queueCommand(db, companyId, command) };
    });
  }
}
