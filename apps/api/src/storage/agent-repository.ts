import type { PolicyV1, RepositoryOfEmployee } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { Notices } from '../notices/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { notFound } from '../problems/index.js';
import type { StoredLocation } from './location-rows.js';
import { Locations } from './locations.js';
import { ensureRepository, hasRepository, ownsRepository } from './repository-rows.js';

/** Whose repository it is: an agent's employee, or a leaver. */
export type RepositoryOwner = Pick<AgentCaller, 'companyId' | 'employeeId'>;

/** The one repository that an agent may reach: its employee's. */
@Injectable()
export class AgentRepository {
  constructor(
    private readonly tenant: Tenant,
    private readonly notices: Notices,
    private readonly policies: EffectivePolicies,
    private readonly locations: Locations,
  ) {}

  /** Makes it at the first call. @throws DomainError `notice-open`: none is made before the statement is acknowledged */
  open({ companyId, employeeId }: AgentCaller): Promise<RepositoryOfEmployee> {
    return this.tenant.run(companyId, async (db) => {
      // What is there already may be read back whatever is acknowledged; a new one is made for backups.
      if (!(await hasRepository(db, companyId, employeeId)))
        await this.notices.requireAcknowledged(db, companyId, employeeId);
      const { policy } = await this.policies.forEmployee(db, companyId, employeeId);
      const repository = await ensureRepository(db, companyId, employeeId);
      const locations = await this.locations.wanted(db, companyId, policy.copies);
      return {
        repositoryId: repository.id,
        locations: locations.map(({ id, name, kind }) => ({ locationId: id, name, kind })),
      };
    });
  }

  /** The same for writing. @throws DomainError `not-found`; `notice-open` once the acknowledgement is withdrawn */
  async reachToWrite(
    db: EntityManager,
    caller: AgentCaller,
    repositoryId: string,
    locationId: string,
  ): Promise<{ location: StoredLocation; policy: PolicyV1 }> {
    await this.notices.requireNotWithdrawn(db, caller.companyId, caller.employeeId);
    return this.reach(db, caller, repositoryId, locationId);
  }

  /** @throws DomainError `not-found` unless the repository is the employee's and the location the company's */
  async reach(
    db: EntityManager,
    caller: RepositoryOwner,
    repositoryId: string,
    locationId: string,
  ): Promise<{ location: StoredLocation; policy: PolicyV1 }> {
    await this.own(db, caller, repositoryId);
    const location = await this.locations.one(db, caller.companyId, locationId);
    const { policy } = await this.policies.forEmployee(db, caller.companyId, caller.employeeId);
    return { location, policy };
  }

  /** @throws DomainError `not-found` for a repository that is not the employee's */
  async own(db: EntityManager, caller: RepositoryOwner, repositoryId: string): Promise<void> {
    if (!(await ownsRepository(db, caller.companyId, repositoryId, caller.employeeId))) throw notFound();
  }
}
