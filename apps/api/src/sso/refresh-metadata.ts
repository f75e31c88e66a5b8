import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { TenantJobs } from '../database/index.js';
import type { Connection } from './connection.js';
import { connectionsToRefresh, updateLive } from './connection-rows.js';
import { fetchMetadata, readMetadata } from './metadata/index.js';
import { acceptableAddresses } from './prepare-draft.js';
import { deleteExpiredResults } from './result-rows.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Reads the metadata of live connections again, once a day (each hour where it failed), and takes the certificates that it lists now: a provider that
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
      const [readBefore, retryBefore] = [DAY_MS, HOUR_MS].map((ago) => new Date(now.getTime() - ago)) as [
        Date,
        Date,
      ];
      return connectionsToRefresh(db, companyId, readBefore, retryBefore);
    });
    for (const connection of due) await this.refresh(connection, now);
  }

  private async refresh(connection: Connection, now: Date): Promise<void> {
    const { companyId, id, live } = connection;
    if (!live?.metadataUrl) return;
    let certificates = live.certificates;
    let failed = false;
    try {
      const { loopback, acceptable } = acceptableAddresses(this.configuration.values.publicOrigin);
      const read = readMetadata(await fetchMetadata(live.metadataUrl, loopback), acceptable, now);
      if (read.idpEntityId === live.idpEntityId) certificates = read.certificates;
      else this.logger.warn({ companyId, connection: id }, 'the metadata names another identity provider');
    } catch (error) {
      // The old certificates go on; the next try is in an hour, and if it goes on like this it becomes an incident.
      failed = true;
      this.logger.warn({ err: error, companyId, connection: id }, 'metadata could not be read again');
    }
    const changed = certificates.join() !== live.certificates.join();
    await this.jobs.run(companyId, async (db) => {
      await updateLive(db, connection, { ...live, certificates }, { at: now, failed });
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
