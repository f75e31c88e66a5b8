import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MakePartitions } from '../audit-log/index.js';
import { Companies } from '../companies/index.js';
import type { CompanyJob } from './company-jobs.js';

const EVERY_MS = 10_000;

/** Injection token of the jobs, in their order. */
export const JOBS = Symbol('jobs of a company');

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
    private readonly partitions: MakePartitions,
    @Inject(JOBS) private readonly jobs: readonly CompanyJob[],
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
    for (const companyId of await this.companies.all()) {
      if (this.stopping) return;
      for (const job of this.jobs) {
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
