import { Injectable, Logger } from '@nestjs/common';
import { Audit, INSTALLATION } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { lockedConnection, updateConnection } from './connection-rows.js';
import type { Connection } from './connection.js';
import { verificationHash } from './verification-hash.js';
import type { Refusal } from './strict/index.js';

/** Puts a refused sign-in on record: by its code in the audit log, and with its detail for whoever tests a draft. */
@Injectable()
export class NoteRefusal {
  private readonly logger = new Logger('sso');

  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  async run(
    refusal: Refusal,
    at: { readonly connection: Connection | undefined; readonly test: boolean; readonly requestId: string },
  ): Promise<void> {
    const companyId = at.connection?.companyId ?? INSTALLATION;
    this.logger.log({ code: refusal.code, requestId: at.requestId }, 'a single sign-on was refused');
    const object = at.connection && { kind: 'sso-connection', id: at.connection.id };
    const details = { reason: refusal.code, test: at.test };
    await this.tenant.run(companyId, async (db) => {
      const { connection } = at;
      if (connection && at.test) {
        const now = await lockedConnection(db, companyId, connection.id);
        if (now?.draft) {
          const { code, detail } = refusal;
          const test = { at: new Date().toISOString(), passed: false, refusal: { code, detail } };
          await updateConnection(db, {
            ...now,
            test: { ...test, received: null, mapped: null },
            testedHash: verificationHash(now.draft),
          });
        }
      }
      const by = { kind: 'nobody', requestId: at.requestId } as const;
      await this.audit.append(db, companyId, { action: 'sign-in.refused', by, object, details });
    });
  }
}
