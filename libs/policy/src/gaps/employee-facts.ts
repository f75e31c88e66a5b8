import type { Exemption } from './exempted.js';
import type { FoundPhoneState } from './evaluate-phone.js';

/** What an employee's repository holds, of all their phones together. */
export interface RepositoryFacts {
  readonly bytes: number;
  /** How much it grows a day by what was committed lately; 0: not at all. */
  readonly bytesPerDay: number;
  /** When it was counted: with the last commit. */
  readonly asOf: Date;
}

export interface EmployeeFacts {
  /** When the employee came into scope. */
  readonly inScopeSince: Date;
  /** Since when they have no workstation whose enrolment stands; absent: they have one. */
  readonly withoutWorkstationSince?: Date;
  /** They declined, or do not use a phone for work: neutral, and told to nobody. */
  readonly answer?: 'declined' | 'not-for-work';
  /** The state of every phone of the employee that is enrolled. */
  readonly phones: readonly FoundPhoneState[];
  /** Phones that the company's inventory knows as theirs and that are not enrolled. */
  readonly notEnrolled?: { readonly count: number; readonly since: Date };
  readonly repository?: RepositoryFacts;
  /** When their recovery code was made, and when it was proven last. */
  readonly recoveryCode?: { readonly registeredAt: Date; readonly provenAt?: Date };
  /** Since when the notice that is in force waits for their acknowledgement. */
  readonly noticeOpenSince?: Date;
  /** Of the person, not of one of their phones. */
  readonly exemptions?: readonly Exemption[];
}
