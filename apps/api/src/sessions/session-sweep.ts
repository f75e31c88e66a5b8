import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { deleteOpenSessions } from './open-session-rows.js';

const EVERY_MS = 5 * 60_000;

/**
 * Removes what is kept of expired sessions, both halves in one transaction: what a person's identity provider calls them
 * is kept for as long as the session, not longer. Costs as much as there is that expired.
 */
@Injectable()
export class SessionSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('sessions');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    try {
      for (const companyId of await this.entry.companiesWithExpiredSessions()) {
        await this.tenant.run(companyId, async (db) => {
          await deleteOpenSessions(db, companyId, await this.entry.takeExpiredSessions(db, companyId));
        });
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'Expired sessions were not removed; tried again in five minutes');
    }
  }
}
