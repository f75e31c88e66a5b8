import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dateOf } from '../../http/index.js';
import { type EffectivePolicyInForce, EffectivePolicies } from '../../policies/index.js';
import { correctDays, newlyDamaged } from '../history/correct-days.js';
import { countChanges } from '../rollups/count-changes.js';
import { insertDeltas } from '../rollups/delta-rows.js';
import { evaluatePerson } from './evaluate-person.js';
import type { FoundPerson } from './found.js';
import { OpenNotices } from './open-notices.js';
import { lockPeople } from './people-locks.js';
import { growthOf } from './snapshot-rows.js';
import { readSources, type Sources } from './sources.js';
import { storeFound } from './store-found.js';
import { type StoredPerson, storedOf } from './stored-rows.js';

const DAY_MS = 86_400_000;
/** Over so many days growth is taken for what goes on. */
const GROWTH_DAYS = 30;

/**
 * Evaluates people and their phones by the rules of `libs/policy` and keeps what it found, with the changes of all counts, in
 * the caller's transaction. A fixed number of statements, however many people.
 */
@Injectable()
export class EvaluatePeople {
  constructor(
    private readonly policies: EffectivePolicies,
    private readonly notices: OpenNotices,
  ) {}

  async run(db: EntityManager, companyId: string, employeeIds: readonly string[], now: Date): Promise<void> {
    if (employeeIds.length === 0) return;
    await lockPeople(db, companyId, employeeIds, now);
    const stored = await storedOf(db, companyId, employeeIds);
    const policies = await this.policies.forEmployees(db, companyId, employeeIds);
    const backups = Math.max(...[...policies.values()].map(({ policy }) => policy.proof.failingAfterRuns), 1);
    const sources = await readSources(db, companyId, employeeIds, { backups, now });
    const open = await this.notices.reader(db, companyId);
    const growth = await this.growth(db, companyId, sources, policies, now);
    const found: FoundPerson[] = [];
    for (const person of sources.people.values()) {
      const { employeeId } = person;
      const effective = policies.get(employeeId);
      if (!effective) continue;
      const phones = sources.phones.get(employeeId) ?? [];
      const grown = growth.get(employeeId);
      const circumstances = {
        effective,
        noticeOpenSince: await open(effective, person, phones),
        repository: grown && {
          bytes: person.repositoryBytes,
          bytesPerDay: grown.bytes / GROWTH_DAYS,
          asOf: grown.lastAt,
        },
        onDate: changedOn(stored.people.get(employeeId), now),
      };
      found.push(evaluatePerson(person, sources, circumstances, now));
    }
    // Before the gap is there: it began with what was found just now.
    for (const person of newlyDamaged(stored, found)) await correctDays(db, companyId, person);
    await storeFound(db, companyId, found, now);
    await insertDeltas(db, companyId, countChanges(stored, found).deltas());
  }

  /** Of those whose policy has a quota: the others' growth decides nothing. */
  private growth(
    db: EntityManager,
    companyId: string,
    sources: Sources,
    policies: ReadonlyMap<string, EffectivePolicyInForce>,
    now: Date,
  ) {
    const limited = [...sources.people.keys()].filter(
      (id) => (policies.get(id)?.policy.limits.quotaBytesPerEmployee ?? null) !== null,
    );
    return growthOf(db, companyId, limited, new Date(now.getTime() - GROWTH_DAYS * DAY_MS));
  }
}

/**
 * A change that time alone was to make on an earlier day is of that day, however late it is computed. Never of a day before
 * the last change: a clock that jumped ahead and back would count somebody twice.
 */
const changedOn = (stored: StoredPerson | undefined, now: Date): string => {
  const due = stored?.dueAt;
  const on = dateOf(due && due < now ? due : now);
  const last = stored?.countedOn;
  return last && last > on ? last : on;
};
