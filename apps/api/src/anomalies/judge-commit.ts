import { HISTORY, judgeSnapshot } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { figuresUpTo, insertAnomalies } from './anomaly-rows.js';

/** Judges a snapshot that was just committed by the history of its phone; joins the commit's transaction. */
@Injectable()
export class JudgeCommit {
  async run(
    db: EntityManager,
    companyId: string,
    snapshot: { readonly phoneId: string; readonly snapshotId: string },
    now: Date,
  ): Promise<void> {
    const [figures, ...before] = await figuresUpTo(db, companyId, snapshot.snapshotId, HISTORY + 1);
    if (!figures || before.length === 0) return;
    const found = judgeSnapshot(before.reverse(), figures);
    await insertAnomalies(db, companyId, snapshot, found, now);
  }
}
