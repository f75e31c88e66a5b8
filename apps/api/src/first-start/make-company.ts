import type { PolicyV1Input } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { Tenant } from '../database/tenant.js';
import { DEFAULT_NOTICE, PublishNotice } from '../notices/index.js';
import { DefaultPolicy } from '../policies/index.js';
import { Locations } from '../storage/index.js';

const SERVER: Doer = { kind: 'system', name: 'server' };

/** Makes a company that can work at once: notice, the default policy, and the server's own folder as its location. */
@Injectable()
export class MakeCompany {
  constructor(
    private readonly tenant: Tenant,
    private readonly companies: Companies,
    private readonly notices: PublishNotice,
    private readonly policies: DefaultPolicy,
    private readonly locations: Locations,
    private readonly audit: Audit,
  ) {}

  async run(name: string, policy: Partial<PolicyV1Input> = {}, by: Doer = SERVER): Promise<string> {
    const companyId = this.companies.newId();
    await this.tenant.run(companyId, async (db) => {
      await this.companies.create(db, companyId, name);
      await this.notices.first(db, companyId, DEFAULT_NOTICE);
      await this.policies.create(db, companyId, null, policy);
      await this.locations.createServedFolder(db, companyId, 'This server');
      await this.audit.append(db, companyId, { action: 'company.created', by });
    });
    return companyId;
  }
}
