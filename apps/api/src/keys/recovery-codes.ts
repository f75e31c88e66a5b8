import type { RecoveryCodeDates, RecoveryCodeState } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EffectivePolicies } from '../policies/index.js';
import { codeOf, type RecoveryCodeRow } from './code-rows.js';
import { datesOf } from './due-on.js';

/** Employees' recovery codes, for the other rooms: when they were made and proven. Every method joins `db`. */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly policies: EffectivePolicies) {}

  /** All dates null: the employee has none. */
  async dates(db: EntityManager, companyId: string, employeeId: string): Promise<RecoveryCodeDates> {
    return this.datesOf(db, companyId, employeeId, await codeOf(db, companyId, employeeId));
  }

  /** For the employee's own agent. */
  async state(db: EntityManager, companyId: string, employeeId: string): Promise<RecoveryCodeState> {
    const code = await codeOf(db, companyId, employeeId);
    return {
      ...(await this.datesOf(db, companyId, employeeId, code)),
      publicKey: code?.publicKey.toString('base64') ?? null,
      seal: code?.seal.toString('base64') ?? null,
    };
  }

  private async datesOf(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    code: RecoveryCodeRow | undefined,
  ): Promise<RecoveryCodeDates> {
    const { policy } = await this.policies.forEmployee(db, companyId, employeeId);
    return datesOf(code, policy.proof.recoveryCodeEveryDays);
  }
}
