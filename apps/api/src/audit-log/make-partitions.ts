import { Injectable } from '@nestjs/common';
import { INSTALLATION, makePartitions } from '../audit/index.js';
import { TenantJobs } from '../database/index.js';

const EVERY_MS = 3_600_000;

/** Makes the partitions of this month and the next two, where they are missing. It touches no company's rows. */
@Injectable()
export class MakePartitions {
  private madeAt = -Infinity;

  constructor(private readonly jobs: TenantJobs) {}

  async run(now: Date): Promise<void> {
    if (now.getTime() - this.madeAt < EVERY_MS) return;
    await this.jobs.run(INSTALLATION, makePartitions);
    this.madeAt = now.getTime();
  }
}
