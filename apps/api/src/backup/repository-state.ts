import type { RepositoryState } from '@holdfast/contracts';
import type { z } from 'zod';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { ownsRepository } from '../storage/index.js';
import { snapshotsOfRepository } from './snapshot-rows.js';

/** More versions than any retention keeps for one employee's phones; bounds the answer. */
const MOST = 5000;

/** The committed snapshots of somebody's own repository: what it may restore and stand on. */
@Injectable()
export class ReadRepositoryState {
  constructor(private readonly tenant: Tenant) {}

  /** Newest first. @throws DomainError `not-found` for a repository that is not the employee's */
  run(
    { companyId, employeeId }: Pick<AgentCaller, 'companyId' | 'employeeId'>,
    repositoryId: string,
  ): Promise<z.infer<typeof RepositoryState>> {
    return this.tenant.run(companyId, async (db) => {
      if (!(await ownsRepository(db, companyId, repositoryId, employeeId))) throw notFound();
      const found = await snapshotsOfRepository(db, companyId, repositoryId, MOST);
      return {
        repositoryId,
        snapshots: found.map(({ snapshot, copies }) => ({
          snapshotId: snapshot.id,
          phoneId: snapshot.phoneId,
          objectName: snapshot.objectName,
          takenAt: snapshot.takenAt.toISOString(),
          locationIds: copies.map((copy) => copy.locationId),
        })),
      };
    });
  }
}
