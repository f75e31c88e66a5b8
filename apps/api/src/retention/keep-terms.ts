import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { coarsenRunTimes, coarsenSnapshotTimes, deleteOldRuns } from '../backup/index.js';
import { coarsenAnomalyTimes } from '../anomalies/index.js';
import {
  Coverage,
  coarsenEvaluationTimes,
  coarsenExemptionTimes,
  coarsenGapTimes,
  deleteOldExemptions,
  deleteOldGaps,
  deleteOldMonths,
} from '../coverage/index.js';
import type { OldRows } from '../database/coarse-times.js';
import { TenantJobs } from '../database/index.js';
import { coarsenFleetTimes, deleteOldCommands } from '../fleet/index.js';
import { deleteOldJoinRequests } from '../joining/index.js';
import { coarsenNoticeTimes } from '../notices/index.js';
import {
  coarsenReminderTimes,
  deleteOldAlerts,
  deleteOldDeliveries,
  deleteOldMails,
  deleteOldReminders,
} from '../notify/index.js';
import { coarsenStorageTimes } from '../storage/index.js';
import { TERMS } from './terms.js';

const DAY_MS = 86_400_000;
/** Rows of one transaction: short enough that nobody waits long for one of them. */
const BATCH = 1_000;

type Step = (db: EntityManager, old: OldRows) => Promise<number>;

/**
 * Lets go of times and rows whose term has ended, once a day and company. Idempotent; what one process has done another
 * finds done. A day is over everywhere when it is over in UTC, so a term is never cut short by somebody's midnight.
 */
@Injectable()
export class KeepTerms {
  private readonly ranOn = new Map<string, number>();

  constructor(
    private readonly jobs: TenantJobs,
    private readonly coverage: Coverage,
  ) {}

  async run(companyId: string, now: Date): Promise<void> {
    const today = Math.floor(now.getTime() / DAY_MS);
    if (this.ranOn.get(companyId) === today) return;
    for (const [term, step] of this.steps())
      await this.all(companyId, new Date((today - term) * DAY_MS), step);
    this.ranOn.set(companyId, today);
  }

  private steps(): readonly (readonly [days: number, step: Step])[] {
    return [
      [TERMS.timesOfDay, coarsenRunTimes],
      [TERMS.timesOfDay, (db, old) => this.coarsenSnapshots(db, old)],
      [TERMS.timesOfDay, coarsenStorageTimes],
      [TERMS.timesOfDay, coarsenFleetTimes],
      [TERMS.timesOfDay, coarsenGapTimes],
      [TERMS.timesOfDay, coarsenEvaluationTimes],
      [TERMS.timesOfDay, coarsenExemptionTimes],
      [TERMS.timesOfDay, coarsenAnomalyTimes],
      [TERMS.timesOfDay, coarsenReminderTimes],
      [TERMS.timesOfDay, coarsenNoticeTimes],
      [TERMS.finishedCommands, deleteOldCommands],
      [TERMS.answeredJoinRequests, deleteOldJoinRequests],
      [TERMS.endedRuns, deleteOldRuns],
      [TERMS.closedGaps, deleteOldGaps],
      [TERMS.endedExemptions, deleteOldExemptions],
      [TERMS.closedMonths, deleteOldMonths],
      [TERMS.sentReminders, deleteOldReminders],
      [TERMS.sentMails, deleteOldMails],
      [TERMS.raisedAlerts, deleteOldAlerts],
      [TERMS.webhookDeliveries, deleteOldDeliveries],
    ];
  }

  /** A snapshot is then older by hours: what is known of its phone is computed anew, and tells no time either. */
  private async coarsenSnapshots(db: EntityManager, old: OldRows): Promise<number> {
    const phones = await coarsenSnapshotTimes(db, old);
    await this.coverage.factsChanged(db, old[0], ...phones.map((phoneId) => ({ phoneId })));
    return phones.length;
  }

  private async all(companyId: string, before: Date, step: Step): Promise<void> {
    for (;;) {
      const rows = await this.jobs.run(companyId, (db) => step(db, [companyId, before, BATCH]));
      if (rows === 0) return;
    }
  }
}
