import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import type { SessionCaller } from '../http/index.js';
import { lockedConnection, updateConnection } from './connection-rows.js';
import type { SignInResult } from './sign-in-result.js';
import { tryMapping } from './try-mapping.js';
import { verificationHash } from './verification-hash.js';

/** Keeps what a test login received and how the draft would map it. It opens no session and adds nobody. */
@Injectable()
export class RecordTest {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, connectionId: string, result: SignInResult): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const connection = await lockedConnection(db, companyId, connectionId);
      const draft = connection?.draft;
      // Changed while the tester was at the provider: what was received proves nothing about what stands there now.
      if (!connection || !draft || verificationHash(draft) !== result.verifiedWith) return;
      const { nameId, nameIdFormat, signed, encrypted } = result;
      const attributes = result.attributes.map(({ name, values }) => ({ name, values: [...values] }));
      const received = { nameId, nameIdFormat, signed: [...signed], encrypted, attributes };
      const test = tryMapping(received, draft, new Date().toISOString());
      await updateConnection(db, { ...connection, test, testedHash: result.verifiedWith });
      await this.audit.append(db, companyId, {
        action: 'sso.tested',
        by: doerOf(caller),
        object: { kind: 'sso-connection', id: connectionId },
        details: { passed: test.passed },
      });
    });
  }
}
