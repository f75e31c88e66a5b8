import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tenant } from '../database/tenant.js';
import { type CompanyKey, CompanyKeys } from '../keys/index.js';
import { EffectivePolicies, type EffectivePolicyInForce } from '../policies/index.js';
import { DomainError } from '../problems/index.js';
import { type Standing, standingOf } from './event-rows.js';
import { newestNoticeText } from './notice-rows.js';
import { KnownStatements, makeStatement, type Statement } from './statements.js';

/** Where an employee stands with the statement in force. */
export interface NoticeState {
  /** Version of the company's text in force, and the statement's hash. */
  readonly version: number;
  readonly sha256: string;
  /** The newest event is an acknowledgement of exactly this statement: enrolments and backups may go on. */
  readonly acknowledged: boolean;
  readonly standing: Standing;
}

/** Privacy notices, for the other rooms. Every method joins `db`. */
@Injectable()
export class Notices {
  private readonly statements = new KnownStatements();
  /** The same by the versions alone, for check-ins. */
  private readonly newest = new KnownStatements();

  constructor(
    private readonly policies: EffectivePolicies,
    private readonly keys: CompanyKeys,
    private readonly tenant: Tenant,
  ) {}

  /** `policy`: the employee's effective one, where the caller has read it already. */
  async state(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    policy?: EffectivePolicyInForce,
  ): Promise<NoticeState> {
    const standing = await standingOf(db, companyId, employeeId);
    if (!standing) throw new Error('The company has no notice');
    const effective = policy ?? (await this.policies.forEmployee(db, companyId, employeeId));
    const { sha256 } = await this.statement(db, companyId, effective, standing.noticeVersion);
    const acknowledged = standing.kind === 'acknowledged' && standing.sha256 === sha256;
    return { version: standing.noticeVersion, sha256, acknowledged, standing };
  }

  /** The statement in force for an employee, whole. */
  async current(db: EntityManager, companyId: string, employeeId: string): Promise<Statement> {
    return this.under(db, companyId, await this.policies.forEmployee(db, companyId, employeeId));
  }

  /** Which statement is in force under these versions: known from before, or read in a transaction of its own. */
  async inForce(
    { companyId, employeeId }: { readonly companyId: string; readonly employeeId: string },
    versions: {
      readonly policyId: string;
      readonly policyVersion: number;
      readonly noticeVersion: number;
      readonly keyNumber: number | null;
    },
  ): Promise<{ version: number; sha256: string }> {
    const { policyId, policyVersion, noticeVersion, keyNumber } = versions;
    const key = [companyId, policyId, policyVersion, noticeVersion, keyNumber ?? 0].join('/');
    const { version, sha256 } = await this.newest.of(key, () =>
      this.tenant.run(companyId, (db) => this.current(db, companyId, employeeId)),
    );
    return { version, sha256 };
  }

  /** The statement in force under a policy, whoever it covers. */
  async under(db: EntityManager, companyId: string, policy: EffectivePolicyInForce): Promise<Statement> {
    const newest = await newestNoticeText(db, companyId);
    if (!newest) throw new Error('The company has no notice');
    return this.statement(db, companyId, policy, newest.version);
  }

  /** What the statement would be with another text, under the policy for everybody. */
  async preview(db: EntityManager, companyId: string, notice: string): Promise<string> {
    const { policy } = await this.policies.forEverybody(db, companyId);
    return makeStatement({ policy, key: await this.keys.current(db, companyId), version: 0, notice }).text;
  }

  /** @throws DomainError `notice-open` unless the statement in force is acknowledged */
  async requireAcknowledged(db: EntityManager, companyId: string, employeeId: string): Promise<void> {
    if (!(await this.state(db, companyId, employeeId)).acknowledged) throw noticeOpen();
  }

  /**
   * For what goes on under an acknowledgement that was given: a policy that changes does not throw away a backup half-way,
   * a withdrawal does. @throws DomainError `notice-open`
   */
  async requireNotWithdrawn(db: EntityManager, companyId: string, employeeId: string): Promise<void> {
    if ((await standingOf(db, companyId, employeeId))?.kind !== 'acknowledged') throw noticeOpen();
  }

  private async statement(
    db: EntityManager,
    companyId: string,
    { policyId, version: policyVersion, policy }: EffectivePolicyInForce,
    version: number,
  ): Promise<Statement> {
    const key: CompanyKey | undefined = await this.keys.current(db, companyId);
    return this.statements.of(
      [companyId, policyId, policyVersion, version, key?.number ?? 0].join('/'),
      async () => {
        const notice = (await newestNoticeText(db, companyId))?.text ?? '';
        return makeStatement({ policy, key, version, notice });
      },
    );
  }
}

export const noticeOpen = (): DomainError =>
  new DomainError(
    'notice-open',
    'What your company can see has changed, or you have not acknowledged it yet: nothing is read from a phone. What was ' +
      'backed up before is kept and can be restored. Read it with "holdfast notice" or in the portal, and acknowledge it.',
  );
