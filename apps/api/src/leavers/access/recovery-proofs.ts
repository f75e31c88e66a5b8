import { recoveryKeys } from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tenant } from '../../database/index.js';
import { CodeChallenges } from '../../keys/index.js';
import { Locations } from '../../storage/index.js';
import { keptPlaces } from './kept-rows.js';

interface Owner {
  readonly companyId: string;
  readonly employeeId: string;
}

/**
 * Proof that a leaver holds their recovery code: of the public keys that the wraps of the newest epoch name, so that nothing
 * has to be registered for it. Who has no code is asked too, and no answer is right.
 */
@Injectable()
export class RecoveryProofs {
  constructor(
    private readonly challenges: CodeChallenges,
    private readonly tenant: Tenant,
    private readonly locations: Locations,
  ) {}

  /** Asks the location: never inside a transaction. @throws DomainError `storage-unreachable` (retry helps) */
  async challenge(owner: Owner): Promise<{ challenge: string; publicKey: string }> {
    return this.challenges.challenge(asked(owner), await this.codesOf(owner));
  }

  /** True for the right answer, once. Joins the transaction of what it is good for. */
  isAnswer(
    db: EntityManager,
    owner: Owner,
    given: { readonly challenge: string; readonly answer: string },
  ): Promise<boolean> {
    return this.challenges.isAnswer(db, asked(owner), given);
  }

  /** By the first location that answers: every one has the wraps, and the main repository's come first. */
  private async codesOf({ companyId, employeeId }: Owner): Promise<readonly Buffer[]> {
    const places = await this.tenant.run(companyId, async (db) => {
      const kept = await keptPlaces(db, companyId, employeeId);
      const locations = [];
      for (const { locationId, repositoryId } of kept)
        locations.push({ repositoryId, location: await this.locations.one(db, companyId, locationId) });
      return locations;
    });
    let failure: unknown;
    for (const { location, repositoryId } of places) {
      try {
        return await this.locations.use(location, repositoryId, ({ objects }) => recoveryKeys(objects));
      } catch (error) {
        failure = error;
      }
    }
    if (failure !== undefined) throw failure;
    return [];
  }
}

const asked = ({ companyId, employeeId }: Owner) => ({ companyId, employeeId, purpose: 'leaver' });
