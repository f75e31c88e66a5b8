import type { SignedRequest } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { AgentRepository } from './agent-repository.js';
import { eachWithin } from './each-within.js';
import { Locations } from './locations.js';
import type { ObjectToAdd } from './object-store.js';
import { bytesHeld, type HoldingKey, recordUploads, signedBefore } from './upload-rows.js';

export interface SignUploadsCommand {
  readonly caller: AgentCaller;
  readonly repositoryId: string;
  readonly locationId: string;
  readonly objects: readonly ObjectToAdd[];
}

/** Sizes are asked for this many at a time. */
const STATS_AT_ONCE = 16;

/**
 * Signs PUTs of exact length and digest for an agent's own repository, in the order asked. What is there already is
 * told as `present`; what is new is remembered as an upload until a snapshot names it.
 */
@Injectable()
export class SignUploads {
  constructor(
    private readonly tenant: Tenant,
    private readonly repository: AgentRepository,
    private readonly locations: Locations,
  ) {}

  /** @throws DomainError `not-found`, `notice-open`, `object-name-refused`, `over-quota`, `storage-unreachable` (retry helps) */
  async run({ caller, repositoryId, locationId, objects }: SignUploadsCommand): Promise<SignedRequest[]> {
    objects.forEach(requireContentName);
    const key: HoldingKey = { companyId: caller.companyId, locationId, repositoryId };
    const { location, policy } = await this.tenant.run(caller.companyId, (db) =>
      this.repository.reachToWrite(db, caller, repositoryId, locationId),
    );
    return this.locations.use(location, repositoryId, async (store) => {
      const sizes = await eachWithin(STATS_AT_ONCE, objects, ({ name }) => store.objects.stat(name));
      const missing = objects.filter((_object, at) => sizes[at] === undefined);
      await this.remember(key, missing, policy.limits.quotaBytesPerEmployee);
      const requests = await eachWithin(STATS_AT_ONCE, objects, (object) => store.signer.signPut(object));
      return requests.map((request, at) => ({ ...request, present: sizes[at] === objects[at]?.size }));
    });
  }

  private async remember(
    key: HoldingKey,
    objects: readonly ObjectToAdd[],
    quota: number | null,
  ): Promise<void> {
    if (objects.length === 0) return;
    await this.tenant.run(key.companyId, async (db) => {
      if (quota !== null) {
        const held = await bytesHeld(db, key.companyId, key.repositoryId);
        const known = await signedBefore(
          db,
          key,
          objects.map((object) => object.name),
        );
        const added = objects.reduce((sum, { name, size }) => sum + (known.has(name) ? 0 : size), 0);
        if (held + added > quota) throw overQuota(held, quota);
      }
      await recordUploads(db, key, objects, new Date());
    });
  }
}

/** An object's name ends with the digest of its bytes; only `config` has a fixed one. */
function requireContentName({ name, sha256 }: ObjectToAdd): void {
  if (name === 'config' || name.endsWith(`/${sha256}`)) return;
  throw new DomainError(
    'object-name-refused',
    'An object is named by the SHA-256 of its bytes, and this one is not. Nothing was signed.',
  );
}

const overQuota = (held: number, quota: number) =>
  new DomainError(
    'over-quota',
    `The repository holds ${String(held)} of the ${String(quota)} bytes that the policy allows, so nothing more was ` +
      'signed. Everything backed up so far stays restorable. An admin can raise the quota in the policy.',
  );
