import { Injectable } from '@nestjs/common';
import { Coverage } from '../coverage/index.js';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { Notices } from '../notices/index.js';
import { notFound } from '../problems/index.js';
import { requireEnrolled } from './enrolled-phone.js';
import { insertRun, interruptOthers, type Run, runById } from './run-rows.js';

export interface StartRunCommand {
  readonly caller: AgentCaller;
  readonly runId: string;
  readonly phoneId: string;
  readonly kind: Run['kind'];
}

/** A run begins. The same id again is the same run, so a lost reply costs nothing. */
@Injectable()
export class StartRun {
  constructor(
    private readonly tenant: Tenant,
    private readonly coverage: Coverage,
    private readonly notices: Notices,
  ) {}

  /** @throws DomainError `not-found` for a phone or a run that is not this agent's; `notice-open` for a backup */
  async run({ caller, runId, phoneId, kind }: StartRunCommand): Promise<void> {
    const { companyId, agentId } = caller;
    await this.tenant.run(companyId, async (db) => {
      await requireEnrolled(db, caller, phoneId);
      if (kind === 'backup') await this.notices.requireAcknowledged(db, companyId, caller.employeeId);
      const now = new Date();
      const wanted = { companyId, id: runId, phoneId, agentId, kind };
      await insertRun(db, wanted, now);
      const run = await runById(db, companyId, runId);
      if (run?.agentId !== agentId || run.phoneId !== phoneId || run.kind !== kind) throw notFound();
      const waited = run.outcome === 'running' && (await interruptOthers(db, wanted, now));
      if (waited) await this.coverage.factsChanged(db, companyId, { phoneId });
    });
  }
}
