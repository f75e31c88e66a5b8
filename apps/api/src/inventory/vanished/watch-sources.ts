import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { TenantJobs } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { deleteVanished, markQuiet } from './quiet-rows.js';

/**
 * Once a day: an import that stopped silently is put on record, and what vanished long ago is let go of. Idempotent; it reads
 * the few sources and what is past its time, never all that is there.
 */
@Injectable()
export class WatchSources {
  private readonly ranOn = new Map<string, string>();

  constructor(
    private readonly jobs: TenantJobs,
    private readonly audit: Audit,
  ) {}

  async run(companyId: string, now: Date): Promise<void> {
    const today = dateOf(now);
    if (this.ranOn.get(companyId) === today) return;
    await this.jobs.run(companyId, async (db) => {
      await deleteVanished(db, companyId, now);
      for (const name of await markQuiet(db, companyId, now))
        await this.audit.append(db, companyId, {
          action: 'inventory.source-quiet',
          by: { kind: 'system', name: 'inventory' },
          object: { kind: 'inventory-source', id: name },
        });
    });
    this.ranOn.set(companyId, today);
  }
}
