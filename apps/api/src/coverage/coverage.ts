import type { PhoneState } from '@holdfast/contracts';
import { evaluateEmployee, evaluatePhone, type FoundPhoneState, scopeAskedOf } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ChangedFacts, FactsChanged, PhoneStates } from '../facts/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { employeeOfPhone, phonesOfEmployee, scopeOf } from './fact-rows.js';
import { newestLacks } from './newest-lacks.js';
import {
  forgetReleased,
  lockEmployee,
  makeDue,
  statesOf,
  storeGaps,
  storeNewcomers,
  storeStanding,
  storeState,
} from './state-rows.js';

/** Evaluates employees and their phones by the rules of `libs/policy` and keeps what it found. */
@Injectable()
export class Coverage implements FactsChanged, PhoneStates {
  constructor(private readonly policies: EffectivePolicies) {}

  /** Evaluates whom a changed fact concerns; joins the transaction in which the fact changed. */
  async factsChanged(db: EntityManager, companyId: string, ...changed: ChangedFacts[]): Promise<void> {
    const employees = new Set<string>();
    for (const what of changed) {
      if (what.employeeId !== undefined) employees.add(what.employeeId);
      if (what.phoneId === undefined) continue;
      const employeeId = await employeeOfPhone(db, companyId, what.phoneId);
      if (employeeId !== undefined) employees.add(employeeId);
    }
    for (const employeeId of [...employees].sort()) {
      await this.evaluate(db, companyId, employeeId, new Date());
    }
  }

  /** All of them stand alike: the rules are asked once. */
  async peopleJoined(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void> {
    const now = new Date();
    const { standing, gaps } = evaluateEmployee({ inScopeSince: now, phones: [] });
    await storeNewcomers(db, companyId, employeeIds, { standing, gaps }, now);
  }

  reconsider(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void> {
    return makeDue(db, companyId, employeeIds, new Date());
  }

  /** The states as last evaluated; a phone of another company, or none, is absent. */
  phoneStates(
    db: EntityManager,
    companyId: string,
    phoneIds: readonly string[],
  ): Promise<Map<string, PhoneState>> {
    return statesOf(db, companyId, phoneIds);
  }

  /** An employee with all their phones: a phone's state decides where the employee stands. */
  async evaluate(db: EntityManager, companyId: string, employeeId: string, now: Date): Promise<void> {
    await lockEmployee(db, companyId, employeeId);
    const { policy, publishedAt } = await this.policies.forEmployee(db, companyId, employeeId);
    const states: FoundPhoneState[] = [];
    for (const { phoneId, facts, platform, newest, ...known } of await phonesOfEmployee(
      db,
      companyId,
      employeeId,
    )) {
      const asked = { ...policy, scope: scopeAskedOf(policy.scope, platform) };
      const lacks = newest && newestLacks(newest, asked.scope.categories);
      const found = evaluatePhone(
        asked,
        { ...facts, askedSince: publishedAt, ...(lacks && { newestLacks: lacks }) },
        now,
      );
      states.push(found.state);
      const { state, nextTransitionAt } = found;
      await storeState(db, companyId, { ...known, phoneId, state, nextTransitionAt }, now);
      await storeGaps(db, companyId, { employeeId, phoneId }, found.gaps, now);
    }
    await forgetReleased(db, companyId, employeeId, now);
    const scope = await scopeOf(db, companyId, employeeId);
    const standing = scope && evaluateEmployee({ ...scope, phones: states });
    await storeStanding(db, companyId, employeeId, standing?.standing, now);
    await storeGaps(db, companyId, { employeeId, phoneId: null }, standing?.gaps ?? [], now);
  }
}
