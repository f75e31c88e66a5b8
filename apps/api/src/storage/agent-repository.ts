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
import { ensureRepository, interimRepositories, mainRepository, ownsRepository } from './repository-rows.js';

/** Whose repository it is: an agent's employee, or a leaver. */
export type RepositoryOwner = Pick<AgentCaller, 'companyId' | 'employeeId'>;

/** The repositories that an agent may reach: its employee's main one, and those to which workstations wrote that waited. */
@Injectable()
export class AgentRepository {
  constructor(
    private readonly tenant: Tenant,
    private readonly notices: Notices,
    private readonly policies: EffectivePolicies,
    private readonly locations: Locations,
  ) {}

  /**
   * The one that the workstation writes to; the main one is made at the first call.
   * @throws DomainError `notice-open`: none is made before the statement is acknowledged
   */
  open({ companyId, employeeId, workstationId }: AgentCaller): Promise<RepositoryOfEmployee> {
    return this.tenant.run(companyId, async (db) => {
      // What is there already may be read back whatever is acknowledged; a new one is made for backups.
      if ((await mainRepository(db, companyId, employeeId)) === undefined)
        await this.notices.requireAcknowledged(db, companyId, employeeId);
      const { policy } = await this.policies.forEmployee(db, companyId, employeeId);
      const main = await ensureRepository(db, companyId, employeeId);
      const interim = await interimRepositories(db, companyId, employeeId);
      const own = interim.find((one) => one.isOpen && one.workstationId === workstationId);
      const locations = await this.locations.wanted(db, companyId, policy.copies);
      return {
        repositoryId: own?.repositoryId ?? main.id,
        mainRepositoryId: main.id,
        interim: interim.map(({ isOpen: _, ...rest }) => rest),
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
