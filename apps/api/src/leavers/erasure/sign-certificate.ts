import type { SignedCertificate } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { AnchorKey } from '../../audit-log/index.js';
import { Audit } from '../../audit/index.js';
import { TenantJobs } from '../../database/index.js';
import { Locations } from '../../storage/index.js';
import { dayOf } from '../term.js';
import { certificateOf } from './certificate.js';
import { erasureById, keepCertificate } from './erasure-rows.js';
import { placesOf } from './place-rows.js';

/** Signs what was erased and what was not reached, as it stands now; again when that has changed. */
@Injectable()
export class SignCertificate {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly locations: Locations,
    private readonly key: AnchorKey,
    private readonly audit: Audit,
  ) {}

  run(companyId: string, id: string, now: Date): Promise<void> {
    return this.jobs.run(companyId, async (db) => {
      const erasure = await erasureById(db, companyId, id);
      if (!erasure || (erasure.step !== 'rows' && erasure.step !== 'certified')) return;
      const all = await this.locations.all(db, companyId);
      const placeOf = (locationId: string): string => {
        const location = all.find((one) => one.id === locationId);
        return location ? this.locations.placeOf(location) : '';
      };
      const places = await placesOf(db, companyId, id);
      const signedOn = dayOf(now);
      const certificate = certificateOf(companyId, erasure, places, { signedOn, placeOf });
      const { standing } = certificate;
      const { text, publicKey, signature } = this.key.signed(certificate);
      const signed: SignedCertificate = { certificate: text, publicKey, signature };
      const isNews = erasure.standing !== standing;
      await keepCertificate(db, companyId, id, { certificate: JSON.stringify(signed), standing });
      // Without a subject: nobody is behind it any more.
      if (isNews)
        await this.audit.append(db, companyId, {
          action: 'leaver.erased',
          by: { kind: 'system', name: 'leavers' },
          object: { kind: 'erasure', id },
          details: { standing, locations: places.length },
        });
    });
  }
}
