import type { PolicyV1, RepositoryOfEmployee } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tenant } from '../database/index.js';
import { Fleet } from '../fleet/index.js';
import type { AgentCaller } from '../http/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { DomainError, notFound } from '../problems/index.js';
import type { StoredLocation } from './location-rows.js';
import { Locations } from './locations.js';
import { ensureRepository, ownsRepository } from './repository-rows.js';

/** Whose repository it is: an agent's employee, or a leaver. */
export type RepositoryOwner = Pick<AgentCaller, 'companyId' | 'employeeId'>;

/** The one repository that an agent may reach: its employee's. */
@Injectable()
export class AgentRepository {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly policies: EffectivePolicies,
    private readonly locations: Locations,
  ) {}

  /** Makes it at the first call. @throws DomainError `notice-open`: no backup runs before the notice is acknowledged */
  open({ companyId, employeeId }: AgentCaller): Promise<RepositoryOfEmployee> {
    return this.tenant.run(companyId, async (db) => {
      const acknowledged = await this.fleet.acknowledgement(db, companyId, employeeId);
      if (!acknowledged?.current) {
        throw new DomainError(
          'notice-open',
          'The privacy notice in force is not acknowledged yet, so nothing is backed up. Read and acknowledge it first.',
        );
      }
      const { policy } = await this.policies.forEmployee(db, companyId, employeeId);
      const repository = await ensureRepository(db, companyId, employeeId);
      const locations = await this.locations.wanted(db, companyId, policy.copies);
      return {
        repositoryId: repository.id,
        locations: locations.map(({ id, name, kind }) => ({ locationId: id, name, kind })),
      };
    });
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
