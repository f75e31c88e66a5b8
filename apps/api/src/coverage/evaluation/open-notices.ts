import { latest } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Notices } from '../../notices/index.js';
import type { EffectivePolicyInForce } from '../../policies/index.js';
import type { KnownPerson } from './person-rows.js';
import type { KnownPhone } from './phone-rows.js';

type OpenSince = (
  effective: EffectivePolicyInForce,
  person: KnownPerson,
  phones: readonly KnownPhone[],
) => Promise<Date | undefined>;

/** Since when the statement that is in force waits for somebody's acknowledgement. */
@Injectable()
export class OpenNotices {
  constructor(private readonly notices: Notices) {}

  /** One for a batch: what is in force is read once, and each policy's statement once. */
  async reader(db: EntityManager, companyId: string): Promise<OpenSince> {
    const [since] = await db.query<{ text: Date | null; key: Date | null }[]>(
      `SELECT (SELECT max(published_at) FROM notices_texts WHERE company_id = $1) AS text,
         (SELECT max(registered_at) FROM keys_company WHERE company_id = $1) AS key`,
      [companyId],
    );
    const statements = new Map<string, Promise<string>>();
    const statementOf = (effective: EffectivePolicyInForce): Promise<string> => {
      const key = `${effective.policyId}/${String(effective.version)}`;
      const known =
        statements.get(key) ?? this.notices.under(db, companyId, effective).then(({ sha256 }) => sha256);
      statements.set(key, known);
      return known;
    };
    return async (effective, { notice }, phones) => {
      if (phones.length === 0) return undefined;
      if (notice.kind === 'withdrawn') return notice.at ?? undefined;
      if (notice.kind === 'acknowledged' && notice.sha256 === (await statementOf(effective)))
        return undefined;
      const enrolled = phones
        .map(({ enrolledAt }) => enrolledAt)
        .sort((a, b) => a.getTime() - b.getTime())[0];
      return latest([effective.publishedAt, since?.text ?? undefined, since?.key ?? undefined, enrolled]);
    };
  }
}
