import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ApiTokenEntry } from './api-token-entry.js';
import { DirectoryEntry } from './directory-entry.js';
import { Entry } from './entry.js';
import { OAuthEntry } from './oauth-entry.js';
import { LeaverEntry } from './leaver-entry.js';
import { OperatorEntry } from './operator-entry.js';
import { SpentProofs } from './spent-proofs.js';
import { SsoEntry } from './sso-entry.js';

const EVERY_MS = 15 * 60_000;

/** Removes expired tokens and sessions. Their expiry is checked at use anyway: this only keeps the tables small. */
@Injectable()
export class ExpirySweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('entry');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly entry: Entry,
    private readonly sso: SsoEntry,
    private readonly operators: OperatorEntry,
    private readonly oauth: OAuthEntry,
    private readonly proofs: SpentProofs,
    private readonly leavers: LeaverEntry,
    private readonly directories: DirectoryEntry,
    private readonly apiTokens: ApiTokenEntry,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    try {
      await this.entry.deleteExpired();
      await this.sso.deleteExpired();
      await this.operators.deleteExpired();
      await this.oauth.deleteExpired();
      await this.proofs.deleteExpired();
      await this.leavers.deleteExpired();
      await this.directories.deleteExpired();
      await this.apiTokens.deleteExpired();
    } catch (error) {
      this.logger.warn({ err: error }, 'Expired tokens were not removed; tried again in 15 minutes');
    }
  }
}
