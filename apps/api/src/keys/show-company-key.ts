import type { CompanyKeyState } from '@holdfast/contracts';
import { keyFingerprint } from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/tenant.js';
import { dateOf } from '../http/date-of.js';
import { People } from '../people/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { companyKeys, type CompanyKeyRow } from './company-key-rows.js';

/** The company's recovery key as the settings show it, with those before it. */
@Injectable()
export class ShowCompanyKey {
  constructor(
    private readonly tenant: Tenant,
    private readonly policies: EffectivePolicies,
    private readonly people: People,
  ) {}

  run(companyId: string): Promise<CompanyKeyState> {
    return this.tenant.run(companyId, async (db) => {
      const rows = await companyKeys(db, companyId);
      const { policy } = await this.policies.forEverybody(db, companyId);
      const names = await this.people.names(
        db,
        companyId,
        rows.flatMap(({ registeredBy }) => registeredBy ?? []),
      );
      const shown = ({ publicKey, registeredAt, registeredBy }: CompanyKeyRow) => ({
        fingerprint: keyFingerprint(publicKey),
        registeredOn: dateOf(registeredAt),
        registeredBy: registeredBy === null ? null : (names.get(registeredBy) ?? null),
      });
      const [current, ...earlier] = rows;
      return {
        current: current ? { ...shown(current), publicKey: current.publicKey.toString('base64') } : null,
        companyKey: policy.privacy.companyKey,
        earlier: earlier.map((row, at) => ({
          ...shown(row),
          replacedOn: dateOf((rows[at] as CompanyKeyRow).registeredAt),
        })),
      };
    });
  }
}
