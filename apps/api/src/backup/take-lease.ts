import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { Notices } from '../notices/index.js';
import { DomainError } from '../problems/index.js';
import { requireEnrolled } from './enrolled-phone.js';
import { leaseOf, takeLease } from './lease-rows.js';

const LEASE_MS = 5 * 60_000;

/** One writer a phone: two workstations never mix their runs. */
@Injectable()
export class TakeLease {
  constructor(
    private readonly tenant: Tenant,
    private readonly notices: Notices,
  ) {}

  /**
   * Becomes the one writer for five minutes, or stays it by naming the fence.
   * @throws DomainError `not-found`; `notice-open` once the acknowledgement is withdrawn; `lease-held` by another workstation: a retry helps after the time it tells
   */
  run(
    caller: AgentCaller,
    phoneId: string,
    fence: number | undefined,
  ): Promise<{ fence: number; expiresAt: string }> {
    const { companyId, agentId } = caller;
    return this.tenant.run(companyId, async (db) => {
      await requireEnrolled(db, caller, phoneId);
      await this.notices.requireNotWithdrawn(db, companyId, caller.employeeId);
      const now = new Date();
      const expiresAt = new Date(now.getTime() + LEASE_MS);
      const taken = await takeLease(db, { companyId, phoneId, agentId, fence, now, expiresAt });
      if (taken !== undefined) return { fence: taken, expiresAt: expiresAt.toISOString() };
      const held = await leaseOf(db, companyId, phoneId);
      const left = held ? Math.max(1, Math.ceil((held.expiresAt.getTime() - now.getTime()) / 1000)) : 1;
      throw new DomainError(
        'lease-held',
        `Another workstation is backing this phone up. Nothing is lost; try again in ${String(left)} seconds.`,
        { retryAfterSeconds: left },
      );
    });
  }
}
