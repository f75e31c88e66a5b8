import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { NewS3Location } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import type { SessionCaller } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { insertLocation, type StoredLocation } from './location-rows.js';
import { Locations } from './locations.js';
import type { ObjectStore } from './object-store.js';
import { refuseReservedEndpoint } from './reserved-endpoint.js';
import { sealCredentials } from './seal-credentials.js';
import { StorageSettings } from './storage-settings.js';

/** Connects a bucket, once a probe object was really written to it and read back with the credential given. */
@Injectable()
export class AddLocation {
  constructor(
    private readonly tenant: Tenant,
    private readonly locations: Locations,
    private readonly settings: StorageSettings,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `storage-unreachable` with what the bucket said; nothing is kept then */
  async run(caller: SessionCaller, wanted: z.infer<typeof NewS3Location>): Promise<StoredLocation> {
    const { companyId } = caller;
    await refuseReservedEndpoint(wanted.endpoint);
    const id = randomUUID();
    const { accessKeyId, secretAccessKey, endpoint, region, bucket } = wanted;
    const prefix = wanted.prefix.replace(/^\/+|\/+$/g, '');
    const location: StoredLocation = {
      companyId,
      id,
      name: wanted.name,
      kind: 's3',
      settings: { endpoint, region, bucket, prefix },
      sealedCredentials: sealCredentials(this.settings.credentialsKey, `${companyId}/${id}`, {
        accessKeyId,
        secretAccessKey,
      }),
    };
    await this.locations.use(location, `probe-${randomUUID()}`, probe);
    await this.tenant.run(companyId, async (db) => {
      await insertLocation(db, location);
      const object = { kind: 'location', id };
      await this.audit.append(db, companyId, { action: 'location.connected', by: doerOf(caller), object });
    });
    return location;
  }
}

/** Writes one object, reads it back, and compares. It stays: the credential need not be able to delete. */
async function probe({ objects }: ObjectStore): Promise<void> {
  const bytes = randomBytes(64);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = `data/${sha256}`;
  await objects.put(name, {
    size: bytes.length,
    sha256,
    open: async function* () {
      yield bytes;
    },
  });
  const back = await objects.get(name);
  if (!bytes.equals(Buffer.from(back))) {
    throw new DomainError(
      'storage-unreachable',
      'The bucket took a probe object but gave other bytes back, so nothing may be stored there. Nothing was kept.',
    );
  }
}
