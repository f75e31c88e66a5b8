import type { EntityManager } from 'typeorm';
import { unenrolledPhones } from '../../inventory/index.js';
import { suspiciousSince } from './suspicion-rows.js';
import { exemptionsOf, type KnownExemption } from './exemption-rows.js';
import { type KnownPerson, peopleOf } from './person-rows.js';
import { type KnownPhone, phonesOf } from './phone-rows.js';
import { type KnownRun, runsOf } from './run-rows.js';
import { type KnownLocation, type KnownSnapshot, locationsOf, snapshotsOf } from './snapshot-rows.js';

/** All that the rooms know of some people, read with as many statements as there are kinds of facts. */
export interface Sources {
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** By employee. */
  readonly phones: ReadonlyMap<string, readonly KnownPhone[]>;
  /** By phone. */
  readonly snapshots: ReadonlyMap<string, readonly KnownSnapshot[]>;
  readonly runs: ReadonlyMap<string, readonly KnownRun[]>;
  readonly suspiciousSince: ReadonlyMap<string, Date>;
  readonly locations: ReadonlyMap<string, KnownLocation>;
  /** By employee. */
  readonly exemptions: ReadonlyMap<string, readonly KnownExemption[]>;
  readonly notEnrolled: ReadonlyMap<string, { readonly count: number; readonly since: Date }>;
}

/** `backups`: how many of a phone's last backups count at most. */
export async function readSources(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  { backups, now }: { readonly backups: number; readonly now: Date },
): Promise<Sources> {
  const people = await peopleOf(db, companyId, employeeIds);
  const phones = await phonesOf(db, companyId, employeeIds);
  const phoneIds = phones.map(({ phoneId }) => phoneId);
  const none = phoneIds.length === 0;
  return {
    people,
    phones: grouped(phones, ({ employeeId }) => employeeId),
    snapshots: none ? new Map() : await snapshotsOf(db, companyId, phoneIds),
    runs: none ? new Map() : await runsOf(db, companyId, phoneIds, backups),
    suspiciousSince: none ? new Map() : await suspiciousSince(db, companyId, phoneIds),
    locations: await locationsOf(db, companyId),
    exemptions: grouped(await exemptionsOf(db, companyId, employeeIds, now), ({ employeeId }) => employeeId),
    notEnrolled: await unenrolledPhones(db, companyId, employeeIds),
  };
}

function grouped<T>(rows: readonly T[], by: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(by(row));
    if (group) group.push(row);
    else groups.set(by(row), [row]);
  }
  return groups;
}
