import { randomUUID } from 'node:crypto';
import type { PolicyV1, WhatIf } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { isPolicy } from '../../policies/index.js';
import { DomainError, notFound } from '../../problems/index.js';
import { RunWhatIf } from './run-what-if.js';
import { cancelWhatIf, countRunning, insertWhatIf, whatIfById } from './what-if-rows.js';

/** Of one company at once: each reads the whole fleet. */
const MOST_AT_ONCE = 2;

/** Questions what a draft would change: asked, looked at, stopped. */
@Injectable()
export class AskWhatIf {
  constructor(
    private readonly tenant: Tenant,
    private readonly runner: RunWhatIf,
  ) {}

  /** @throws DomainError `not-found`, `too-many-requests` */
  async ask(caller: SessionCaller, policy: PolicyV1, policyId: string | undefined): Promise<{ id: string }> {
    const { companyId, employeeId: by } = caller;
    const id = randomUUID();
    await this.tenant.run(companyId, async (db) => {
      if (policyId !== undefined && !(await isPolicy(db, companyId, policyId))) throw notFound();
      if ((await countRunning(db, companyId)) >= MOST_AT_ONCE) {
        throw new DomainError(
          'too-many-requests',
          `${String(MOST_AT_ONCE)} of these are being worked on already. Wait until one is done, or stop it.`,
        );
      }
      await insertWhatIf(db, companyId, { id, by, policy, policyId: policyId ?? null }, new Date());
    });
    this.runner.begin(companyId, id);
    return { id };
  }

  /** @throws DomainError `not-found` */
  one(companyId: string, id: string): Promise<WhatIf> {
    return this.tenant.run(companyId, async (db) => {
      const found = await whatIfById(db, companyId, id);
      if (!found) throw notFound();
      return found;
    });
  }

  /** @throws DomainError `not-found` where none is running */
  cancel(companyId: string, id: string): Promise<void> {
    return this.tenant.run(companyId, async (db) => {
      if (!(await cancelWhatIf(db, companyId, id))) throw notFound();
    });
  }
}
