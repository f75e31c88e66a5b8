import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { ForgetOldNotes } from '../access/index.js';
import { AnchorHeads, MakePartitions } from '../audit-log/index.js';
import { SilentRuns } from '../backup/index.js';
import { Companies } from '../companies/index.js';
import { CloseDays, FoldCounts, Transitions } from '../coverage/index.js';
import { EraseLeavers, MailLinks } from '../leavers/index.js';
import { NotifyRounds } from '../notify/index.js';
import { CountCompany } from '../operators/index.js';
import { KeepTerms } from '../retention/index.js';
import { RefreshMetadata } from '../sso/index.js';

const EVERY_MS = 10_000;

/**
 * The background work of one process: every ten seconds, company by company, a transaction each. Every job is
 * idempotent and takes its rows with SKIP LOCKED or a unique claim, so any number of processes may tick at once.
 */
@Injectable()
export class Ticker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly companies: Companies,
    private readonly transitions: Transitions,
    private readonly folding: FoldCounts,
    private readonly closing: CloseDays,
    private readonly silentRuns: SilentRuns,
    private readonly notifying: NotifyRounds,
    private readonly metadata: RefreshMetadata,
    private readonly counting: CountCompany,
    private readonly anchors: AnchorHeads,
    private readonly oldNotes: ForgetOldNotes,
    private readonly terms: KeepTerms,
    private readonly links: MailLinks,
    private readonly erasures: EraseLeavers,
    private readonly partitions: MakePartitions,
  ) {}

  onApplicationBootstrap(): void {
    this.again();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.working;
  }

  /** One round over all companies. A company whose work fails does not stop the others'. */
  async tick(now: Date): Promise<void> {
    await this.partitions.run(now).catch((error: unknown) => {
      this.logger.error({ err: error, job: 'MakePartitions' }, 'a job failed');
    });
    const {
      silentRuns,
      transitions,
      folding,
      closing,
      notifying,
      links,
      metadata,
      anchors,
      oldNotes,
      terms,
    } = this;
    const { erasures, counting } = this;
    const jobs = [
      silentRuns,
      transitions,
      folding,
      closing,
      notifying,
      links,
      metadata,
      anchors,
      oldNotes,
      terms,
      erasures,
      counting,
    ];
    for (const companyId of await this.companies.all()) {
      if (this.stopping) return;
      for (const job of jobs) {
        await job.run(companyId, now).catch((error: unknown) => {
          this.logger.error({ err: error, companyId, job: job.constructor.name }, 'a job failed');
        });
      }
    }
  }

  private again(): void {
    this.timer = setTimeout(() => {
      this.working = this.tick(new Date())
        .catch((error: unknown) => this.logger.error({ err: error }, 'the companies could not be listed'))
        .finally(() => {
          if (!this.stopping) this.again();
        });
    }, EVERY_MS);
    this.timer.unref();
  }
}
