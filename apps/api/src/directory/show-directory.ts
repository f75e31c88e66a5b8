import type { Directory, DirectoryLimits } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import type { SessionCaller } from '../http/index.js';
import { heldInAll } from './removals/held-rows.js';
import { scimBase } from './scim/scim-base.js';
import { countGroups } from './scim/group/group-rows.js';
import { countUsers } from './scim/user/user-rows.js';
import { limitsOf, setLimits } from './settings-rows.js';
import { lastUse, tokenRows } from './tokens/token-rows.js';
import { describeToken } from './tokens/tokens.js';

/** How the company's directory fills Holdfast, as one sees and sets it. */
@Injectable()
export class ShowDirectory {
  constructor(
    private readonly tenant: Tenant,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  show({ companyId }: SessionCaller): Promise<Directory> {
    return this.tenant.run(companyId, (db) => this.inTransaction(db, companyId));
  }

  change(caller: SessionCaller, wanted: Partial<DirectoryLimits>): Promise<Directory> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const before = await limitsOf(db, companyId);
      const limits = { ...before, ...wanted };
      const same = limits.sharePercent === before.sharePercent && limits.windowHours === before.windowHours;
      if (!same) await setLimits(db, companyId, limits);
      const shown = await this.inTransaction(db, companyId);
      const details = {
        ...limits,
        formerSharePercent: before.sharePercent,
        formerWindowHours: before.windowHours,
      };
      const changed = { action: 'directory.changed', by: doerOf(caller), details } as const;
      if (!same) await this.audit.append(db, companyId, changed);
      return shown;
    });
  }

  private async inTransaction(db: EntityManager, companyId: string): Promise<Directory> {
    const now = new Date();
    return {
      baseUrl: scimBase(this.configuration),
      limits: await limitsOf(db, companyId),
      tokens: (await tokenRows(db, companyId)).map((row) => describeToken(row, now)),
      spokeOn: await lastUse(db, companyId),
      people: await countUsers(db, companyId, undefined),
      groups: await countGroups(db, companyId),
      held: (await heldInAll(db, companyId)) ?? null,
    };
  }
}
