import type { OwnerToken } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf, INSTALLATION } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import { Entry } from '../entry/index.js';
import { MakeCompany } from '../first-start/index.js';
import type { OperatorCaller } from '../http/index.js';
import { DomainError, notFound } from '../problems/index.js';
import { CountCompany } from './count-company.js';

/** Long enough to reach somebody before a weekend and be used after it. */
const OWNER_TOKEN_SECONDS = 72 * 3600;
type Owner = z.infer<typeof OwnerToken>;

/**
 * Founds companies and hands them over. From the moment at which a company has an owner, no operator can make a way in:
 * the token is the last thing that they have of it. Both chains tell it: the company's, and the installation's.
 */
@Injectable()
export class FoundCompany {
  constructor(
    private readonly make: MakeCompany,
    private readonly tenant: Tenant,
    private readonly entry: Entry,
    private readonly counting: CountCompany,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  async run(caller: OperatorCaller, name: string): Promise<{ id: string; owner: Owner }> {
    const by = doerOf(caller);
    const id = await this.make.run(name, {}, by);
    const owner = await this.tenant.run(INSTALLATION, async (db) => {
      const made = await this.token(db, id);
      const object = { kind: 'company', id };
      await this.audit.append(db, INSTALLATION, { action: 'company.created', by, object });
      return made;
    });
    await this.counting.count(id, new Date());
    return { id, owner };
  }

  /** @throws DomainError `not-found`; `version-conflict` once the company has an owner */
  async replaceToken(caller: OperatorCaller, companyId: string): Promise<Owner> {
    const by = doerOf(caller);
    const action = 'company.setup-token-made';
    const owner = await this.tenant.run(INSTALLATION, async (db) => {
      // First: it waits for whoever is becoming the owner at this moment, and is undone if they did.
      const made = await this.token(db, companyId);
      const waits = await this.entry.waitsForOwner(db, companyId);
      if (waits === undefined) throw notFound();
      if (!waits)
        throw new DomainError(
          'version-conflict',
          'This company has an owner, who alone lets others in from now on. Nothing was changed.',
        );
      const object = { kind: 'company', id: companyId };
      await this.audit.append(db, INSTALLATION, { action, by, object });
      return made;
    });
    await this.tenant.run(companyId, (db) => this.audit.append(db, companyId, { action, by }));
    return owner;
  }

  private async token(db: Parameters<Entry['makeSetupToken']>[0], companyId: string): Promise<Owner> {
    const token = await this.entry.makeSetupToken(db, companyId, OWNER_TOKEN_SECONDS);
    const expiresAt = new Date(Date.now() + OWNER_TOKEN_SECONDS * 1000).toISOString();
    return { token, expiresAt, address: `${this.configuration.values.publicOrigin}/set-up` };
  }
}
