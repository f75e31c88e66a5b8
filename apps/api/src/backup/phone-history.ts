import type { RunProgress, RunRow, SnapshotRow } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../database/index.js';
import { Fleet } from '../fleet/index.js';
import { dateOf, decodeCursor, pageFrom } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { describeRun } from './describe-run.js';
import { type Run, runsOfPhone } from './run-rows.js';
import { waitingNow, withoutWaiting } from './waiting-now.js';
import { type SnapshotAtLocations, snapshotsOfPhone } from './snapshot-rows.js';

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A phone's versions and runs as the console lists them, newest first. */
@Injectable()
export class PhoneHistory {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
  ) {}

  /** @throws DomainError `not-found` */
  snapshots(companyId: string, phoneId: string, { cursor, limit }: Page) {
    return this.tenant.run(companyId, async (db) => {
      if (!(await this.fleet.phone(db, companyId, phoneId))) throw notFound();
      const after = decodeCursor(cursor, z.uuid());
      const { rows, total } = await snapshotsOfPhone(db, companyId, phoneId, { after, limit: limit + 1 });
      const position = ({ snapshot }: SnapshotAtLocations) => snapshot.id;
      return pageFrom(rows, limit, total, position, showSnapshot);
    });
  }

  /** @throws DomainError `not-found` */
  runs(companyId: string, phoneId: string, { cursor, limit }: Page) {
    return this.tenant.run(companyId, async (db) => {
      if (!(await this.fleet.phone(db, companyId, phoneId))) throw notFound();
      const after = decodeCursor(cursor, z.uuid());
      const { rows, total } = await runsOfPhone(db, companyId, phoneId, { after, limit: limit + 1 });
      return pageFrom(
        rows,
        limit,
        total,
        (run) => run.id,
        (run) => showRun(run),
      );
    });
  }
}

/** A run as pages show it: its date, not its time (product rule 8); what it waits for only while it does. */
export const showRun = (run: Run, now = new Date()): z.infer<typeof RunRow> => ({
  id: run.id,
  kind: run.kind,
  outcome: run.outcome,
  on: dateOf(run.startedAt),
  progress: run.progress && progressNow(run.progress, run, now),
  cause: run.cause,
  sentence: describeRun(run),
});

function progressNow(progress: RunProgress, { outcome, reportedAt }: Run, now: Date): RunProgress {
  const { waitingFor } = progress;
  if (outcome !== 'running' || !waitingFor) return withoutWaiting(progress);
  return { ...progress, waitingFor: waitingNow(waitingFor, reportedAt, now) };
}

function showSnapshot({ snapshot, copies }: SnapshotAtLocations): z.infer<typeof SnapshotRow> {
  const { facts } = snapshot;
  const sum = (field: 'files' | 'bytes' | 'added' | 'changed' | 'removed') =>
    facts.categories.reduce((total, category) => total + category[field], 0);
  return {
    id: snapshot.id,
    takenOn: dateOf(snapshot.takenAt),
    files: sum('files'),
    bytes: sum('bytes'),
    storedBytes: facts.storedBytes,
    added: sum('added'),
    changed: sum('changed'),
    removed: sum('removed'),
    leftOut: facts.leftOut,
    copies: copies.map(({ location, provenAt, provenBy }) => ({
      location,
      provenOn: dateOf(provenAt),
      provenBy,
    })),
  };
}
