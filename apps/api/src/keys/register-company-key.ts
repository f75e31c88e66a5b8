import { Injectable } from '@nestjs/common';
import { keyFingerprint } from '@holdfast/storage/maintenance';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { FactsChanged } from '../facts/index.js';
import type { SessionCaller } from '../http/caller.js';
import { DomainError } from '../problems/index.js';
import { companyKeys, insertCompanyKey } from './company-key-rows.js';
import { publicKeyRefused } from './public-key-refused.js';
import { usablePublicKey } from './x25519.js';

/**
 * Registers the public half of the company's recovery key. One that is there is replaced only by whoever names it, and one of
 * before does not come back: what it opened, it opens.
 */
@Injectable()
export class RegisterCompanyKey {
  constructor(
    private readonly tenant: Tenant,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `public-key-refused`; `version-conflict` unless `replaces` is the key in force */
  async run(caller: SessionCaller, asked: { publicKey: string; replaces: string | null }): Promise<void> {
    const publicKey = usablePublicKey(asked.publicKey);
    if (!publicKey) throw publicKeyRefused();
    const { companyId, employeeId: by } = caller;
    const fingerprint = keyFingerprint(publicKey);
    await this.tenant.run(companyId, async (db) => {
      const known = await companyKeys(db, companyId);
      const replaced = known[0] ? keyFingerprint(known[0].publicKey) : null;
      if (asked.replaces !== replaced || known.some((key) => key.publicKey.equals(publicKey)))
        throw changedMeanwhile();
      const number = (known[0]?.number ?? 0) + 1;
      if (!(await insertCompanyKey(db, companyId, { number, publicKey, by }))) throw changedMeanwhile();
      // The key stands in what everybody acknowledges.
      await this.facts.reconsiderAll(db, companyId);
      const details = replaced === null ? { fingerprint } : { fingerprint, replaced };
      const action = replaced === null ? 'recovery-key.registered' : 'recovery-key.replaced';
      await this.audit.append(db, companyId, { action, by: doerOf(caller), details });
    });
  }
}

const changedMeanwhile = (): DomainError =>
  new DomainError(
    'version-conflict',
    'The key that is registered is not the one named as replaced, or this one was registered before. Nothing was changed. Look ' +
      'at the key in force first; a key of before does not come back.',
  );
