import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dateOf } from '../../http/index.js';
import { EffectivePolicies } from '../../policies/index.js';
import { correctDays, newlyDamaged } from '../history/correct-days.js';
import { countChanges } from '../rollups/count-changes.js';
import { insertDeltas } from '../rollups/delta-rows.js';
import { evaluatePerson } from './evaluate-person.js';
import type { FoundPerson } from './found.js';
import { GatherFacts } from './gather-facts.js';
import { lockPeople } from './people-locks.js';
import { storeFound } from './store-found.js';
import { type StoredPerson, storedOf } from './stored-rows.js';

/**
 * Evaluates people and their phones by the rules of `libs/policy` and keeps what it found, with the changes of all counts, in
 * the caller's transaction. A fixed number of statements, however many people.
 */
@Injectable()
export class EvaluatePeople {
  constructor(
    private readonly policies: EffectivePolicies,
    private readonly gather: GatherFacts,
  ) {}

  async run(db: EntityManager, companyId: string, employeeIds: readonly string[], now: Date): Promise<void> {
    if (employeeIds.length === 0) return;
    await lockPeople(db, companyId, employeeIds, now);
    const stored = await storedOf(db, companyId, employeeIds);
    const policies = await this.policies.forEmployees(db, companyId, employeeIds);
    const facts = await this.gather.run(db, companyId, employeeIds, [...policies.values()], now);
    const found: FoundPerson[] = [];
    for (const person of facts.sources.people.values()) {
      const effective = policies.get(person.employeeId);
      if (!effective) continue;
      const circumstances = {
        effective,
        noticeOpenSince: await facts.noticeOpenSince(effective, person),
        repository: facts.repository(person),
        onDate: changedOn(stored.people.get(person.employeeId), now),
      };
      found.push(evaluatePerson(person, facts.sources, circumstances, now));
    }
    // Before the gap is there: it began with what was found just now.
    for (const person of newlyDamaged(stored, found)) await correctDays(db, companyId, person);
    await storeFound(db, companyId, found, now);
    await insertDeltas(db, companyId, countChanges(stored, found).deltas());
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
