import { IPHONE_MODELS } from '@holdfast/contracts';
import { type ListedPhone, matchInventory } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsChanged, type MatchInventory } from '../../facts/index.js';
import * as rows from './match-rows.js';

/** People of one statement. */
const BATCH = 5000;

/** Keeps current which phones of the inventory are enrolled, and has those evaluated anew for whom that changed. */
@Injectable()
export class MatchPhones implements MatchInventory {
  constructor(private readonly facts: FactsChanged) {}

  phonesChanged(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void> {
    return this.around(db, companyId, employeeIds, 'person', () => Promise.resolve());
  }

  /**
   * What new phones of one source are matched to, if their people have no others in it: written with them, it is not written
   * twice. Whoever has others is put right by `around`.
   */
  async foresee(
    db: EntityManager,
    companyId: string,
    phones: readonly ListedPhone[],
  ): Promise<Map<string, string>> {
    const people = [...new Set(phones.map(({ person }) => person))];
    return matchInventory(phones, await rows.enrolledPhones(db, companyId, people), IPHONE_MODELS);
  }

  /**
   * Runs `work`, which changes the inventory of these employees, and then matches their phones. `import`: it adds or removes
   * phones. Joins the transaction.
   */
  async around(
    db: EntityManager,
    companyId: string,
    employeeIds: readonly string[],
    whose: 'import' | 'person',
    work: () => Promise<void>,
  ): Promise<void> {
    await rows.lockMatching(db, companyId, whose);
    const before = new Map<string, string>();
    for (const ids of batches(employeeIds))
      for (const [person, set] of await rows.unmatchedSets(db, companyId, ids)) before.set(person, set);
    await work();
    for (const ids of batches(employeeIds)) {
      await match(db, companyId, ids, whose);
      const after = await rows.unmatchedSets(db, companyId, ids);
      const changed = ids.filter((id) => before.get(id) !== after.get(id));
      if (changed.length > 0) await this.facts.reconsider(db, companyId, changed);
    }
  }
}

const batches = function* (all: readonly string[]): Generator<readonly string[]> {
  const once = [...new Set(all)].sort();
  for (let at = 0; at < once.length; at += BATCH) yield once.slice(at, at + BATCH);
};

/** Source by source: two may tell of the same phone, and each may. */
const match = async (
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  whose: 'import' | 'person',
): Promise<void> => {
  const open = await rows.openPhones(db, companyId, employeeIds, whose);
  if (open.length === 0) return;
  const enrolled = await rows.enrolledPhones(db, companyId, employeeIds);
  const changed: [string, string | null][] = [];
  for (const source of new Set(open.map((phone) => phone.source))) {
    const listed = open.filter((phone) => phone.source === source);
    const found = matchInventory(listed, enrolled, IPHONE_MODELS);
    for (const { id, matchedPhoneId } of listed) {
      const phoneId = found.get(id) ?? null;
      if (phoneId !== matchedPhoneId) changed.push([id, phoneId]);
    }
  }
  if (changed.length > 0) await rows.keepMatches(db, companyId, changed);
};
