import type { PhoneState } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ChangedFacts, FactsChanged, PhoneStates } from '../facts/index.js';
import { EvaluatePeople } from './evaluation/evaluate-people.js';
import { makeDue } from './evaluation/people-locks.js';
import { employeesOfPhones } from './evaluation/person-rows.js';
import { askRound } from './evaluation/rounds.js';
import { statesOf } from './phones/phone-states.js';

/** So many people are evaluated with one set of statements. */
const BATCH = 500;

/** Stands behind the ports of `facts`: whoever changes a fact has its people evaluated, at once or soon. */
@Injectable()
export class Coverage implements FactsChanged, PhoneStates {
  constructor(private readonly evaluate: EvaluatePeople) {}

  /** Evaluates whom a changed fact concerns; joins the transaction in which the fact changed. */
  async factsChanged(db: EntityManager, companyId: string, ...changed: ChangedFacts[]): Promise<void> {
    const employees = new Set(changed.flatMap(({ employeeId }) => employeeId ?? []));
    const phones = changed.flatMap(({ phoneId }) => phoneId ?? []);
    if (phones.length > 0) {
      for (const employeeId of await employeesOfPhones(db, companyId, phones)) employees.add(employeeId);
    }
    await this.batches(db, companyId, [...employees]);
  }

  peopleJoined(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void> {
    return this.batches(db, companyId, employeeIds);
  }

  reconsider(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void> {
    return makeDue(db, companyId, employeeIds, new Date());
  }

  reconsiderAll(db: EntityManager, companyId: string): Promise<void> {
    return askRound(db, companyId, new Date());
  }

  /** The states as last evaluated; a phone of another company, or none, is absent. */
  phoneStates(
    db: EntityManager,
    companyId: string,
    phoneIds: readonly string[],
  ): Promise<Map<string, PhoneState>> {
    return statesOf(db, companyId, phoneIds);
  }

  private async batches(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void> {
    const sorted = [...employeeIds].sort();
    const now = new Date();
    for (let from = 0; from < sorted.length; from += BATCH) {
      await this.evaluate.run(db, companyId, sorted.slice(from, from + BATCH), now);
    }
  }
}
