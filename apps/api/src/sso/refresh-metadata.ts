import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { TenantJobs } from '../database/index.js';
import type { Connection } from './connection.js';
import { connectionsToRefresh, updateLive } from './connection-rows.js';
import { fetchMetadata, readMetadata } from './metadata/index.js';
import { acceptableAddresses } from './prepare-draft.js';
import { deleteExpiredResults } from './result-rows.js';

const DAY_MS = 86_400_000;

/**
 * Reads the metadata of live connections again, once a day, and takes the certificates that it lists now: a provider that
 * rolls its certificate over lists both before it signs with the new one. Nothing else of a live connection changes without
 * a test login. Also removes what is left of sign-ins that nobody completed.
 */
@Injectable()
export class RefreshMetadata {
  private readonly logger = new Logger('sso');

  constructor(
    private readonly jobs: TenantJobs,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  async run(companyId: string, now: Date): Promise<void> {
    const due = await this.jobs.run(companyId, async (db) => {
      await deleteExpiredResults(db, companyId);
      return connectionsToRefresh(db, companyId, new Date(now.getTime() - DAY_MS));
    });
    for (const connection of due) await this.refresh(connection, now);
  }

  private async refresh(connection: Connection, now: Date): Promise<void> {
    const { companyId, id, live } = connection;
    if (!live?.metadataUrl) return;
    let certificates = live.certificates;
    try {
      const { loopback, acceptable } = acceptableAddresses(this.configuration.values.publicOrigin);
      const read = readMetadata(await fetchMetadata(live.metadataUrl, loopback), acceptable, now);
      if (read.idpEntityId === live.idpEntityId) certificates = read.certificates;
      else this.logger.warn({ companyId, connection: id }, 'the metadata names another identity provider');
    } catch (error) {
      // The old certificates go on; the next try is in a day, and the console tells when it was read last.
      this.logger.warn({ err: error, companyId, connection: id }, 'metadata could not be read again');
    }
    const changed = certificates.join() !== live.certificates.join();
    await this.jobs.run(companyId, async (db) => {
      await updateLive(db, connection, { ...live, certificates }, now);
      if (!changed) return;
      await this.audit.append(db, companyId, {
        action: 'sso.connection-changed',
        by: { kind: 'system', name: 'jobs' },
        object: { kind: 'sso-connection', id },
        details: { what: 'certificates', certificates: certificates.length },
      });
    });
  }
}
