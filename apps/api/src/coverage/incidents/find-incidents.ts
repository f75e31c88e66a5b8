import {
  commonCauses,
  failingShares,
  failingStorage,
  type FailingShare,
  type FoundIncident,
  type IncidentKind,
  recoveryUntested,
  troubledLocations,
  troubledProviders,
} from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TenantJobs } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { type CountOf, countsOf } from '../rollups/delta-rows.js';
import type { Metric } from '../rollups/tally.js';
import { healthOfLocations, healthOfProviders, keyOfCompany, keysAsked } from './incident-facts.js';
import { closeIncident, keepIncident, openIncidents, tieGaps } from './incident-rows.js';

/** Looked for so often in each process: what it costs does not grow with the fleet, but with the number of companies. */
const EVERY_MS = 60_000;

/**
 * Finds causes above single phones, opens and closes incidents, and ties to them the gaps that they explain. Everything is
 * read from counts and from a handful of rows; no phone is looked at.
 */
@Injectable()
export class FindIncidents {
  private readonly ranAt = new Map<string, number>();

  constructor(private readonly jobs: TenantJobs) {}

  async run(companyId: string, now: Date): Promise<void> {
    if (now.getTime() - (this.ranAt.get(companyId) ?? -Infinity) < EVERY_MS) return;
    this.ranAt.set(companyId, now.getTime());
    await this.jobs.run(companyId, async (db) => {
      const open = await openIncidents(db, companyId);
      const found = await find(db, companyId, open, now);
      for (const incident of found) await keepIncident(db, companyId, incident, now);
      for (const { id, kind, key } of open) {
        if (!found.some((one) => one.kind === kind && one.key === key)) {
          await closeIncident(db, companyId, id, now);
        }
      }
      for (const incident of await openIncidents(db, companyId)) await tieGaps(db, companyId, incident);
    });
  }
}

async function find(
  db: EntityManager,
  companyId: string,
  open: readonly { readonly kind: IncidentKind; readonly key: string }[],
  now: Date,
): Promise<FoundIncident[]> {
  const counts = await countsOf(db, companyId, dateOf(now));
  const keysOf = (kind: IncidentKind) =>
    new Set(open.filter((one) => one.kind === kind).map(({ key }) => key));
  const phones = of(counts, 'age').find(({ key }) => key === 'in-scope')?.value ?? 0;
  const causes = of(counts, 'failing-causes').map(({ key, value }) => ({ cause: key, failing: value }));
  const untested = recoveryUntested(await keysAsked(db, companyId), await keyOfCompany(db, companyId)).gap;
  return [
    ...commonCauses(
      failingShares('agent-version-failing', shares(counts, 'agents'), keysOf('agent-version-failing'), now),
      failingShares('system-failing', shares(counts, 'systems'), keysOf('system-failing'), now),
    ),
    ...failingStorage(causes, phones, keysOf('storage-failing'), now),
    ...troubledLocations(await healthOfLocations(db, companyId), now),
    ...troubledProviders(await healthOfProviders(db, companyId), now),
    ...(untested
      ? [
          {
            kind: 'recovery-untested' as const,
            key: '',
            severity: 'risk' as const,
            since: untested.since,
            details: untested.details ?? {},
          },
        ]
      : []),
  ];
}

const of = (counts: readonly CountOf[], metric: Metric) => counts.filter((count) => count.metric === metric);

const shares = (counts: readonly CountOf[], metric: 'agents' | 'systems'): FailingShare[] => {
  const failing = new Map(of(counts, `failing-${metric}`).map(({ key, value }) => [key, value]));
  return of(counts, metric).map(({ key, value }) => ({ key, phones: value, failing: failing.get(key) ?? 0 }));
};
