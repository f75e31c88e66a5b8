import type { AnchorCopy, AuditAnchors } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../../database/index.js';
import { Locations } from '../../storage/index.js';
import { anchorFile } from './anchor-file.js';
import { AnchorKey } from './anchor-key.js';
import { copiesOf, newestAnchor } from './anchor-rows.js';

/** The key that signs, the newest anchor, and where it lies. */
@Injectable()
export class ShowAnchors {
  constructor(
    private readonly tenant: Tenant,
    private readonly locations: Locations,
    private readonly key: AnchorKey,
  ) {}

  run(companyId: string): Promise<AuditAnchors> {
    const { publicKey, fingerprint } = this.key;
    const shown = { publicKey, fingerprint, company: companyId };
    return this.tenant.run(companyId, async (db) => {
      const anchor = await newestAnchor(db, companyId);
      if (!anchor) return { ...shown, newest: null };
      const { seq, hash, anchoredAt } = anchor;
      const tried = new Map(
        (await copiesOf(db, companyId, seq)).map((copy) => [copy.locationId, copy] as const),
      );
      const copies = (await this.locations.all(db, companyId)).map(({ id, name }): AnchorCopy => {
        const { written = false, locked = false } = tried.get(id) ?? {};
        return { location: { id, name }, file: anchorFile(companyId, seq), written, locked };
      });
      const newest = { seq, hash: hash.toString('hex'), anchoredAt: anchoredAt.toISOString(), copies };
      return { ...shown, newest };
    });
  }
}
