import type { PhoneState } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** What changed: the phone, or the employee with all that is theirs. */
export interface ChangedFacts {
  readonly phoneId?: string;
  readonly employeeId?: string;
}

/**
 * Port: where the rooms that hold facts (people, fleet) tell that one changed. `coverage` stands behind it and computes
 * anew, in the same transaction. A port, because coverage reads those rooms: the other arrow would close a circle.
 */
export abstract class FactsChanged {
  abstract factsChanged(db: EntityManager, companyId: string, what: ChangedFacts): Promise<void>;

  /** Employees who joined a moment ago, and so have neither workstation nor phone: any number costs a few statements. */
  abstract peopleJoined(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void>;

  /**
   * Something changed for many at once (a policy, a group, an inventory): each of them is computed anew by the job, within
   * seconds. One statement for any number; joins the transaction.
   */
  abstract reconsider(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void>;

  /** The same of everybody: one row, at any size. */
  abstract reconsiderAll(db: EntityManager, companyId: string): Promise<void>;
}

/** Port: the state of phones as last computed; a phone without one has never been evaluated. */
export abstract class PhoneStates {
  abstract phoneStates(
    db: EntityManager,
    companyId: string,
    phoneIds: string[],
  ): Promise<Map<string, PhoneState>>;
}
