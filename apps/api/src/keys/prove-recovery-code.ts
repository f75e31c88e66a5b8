import type { RecoveryCodeState } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { Throttle } from '../entry/index.js';
import { FactsChanged } from '../facts/index.js';
import type { AgentCaller } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { type Asked, CodeChallenges } from './code-challenges.js';
import { codeOf, keepProof, type RecoveryCodeRow } from './code-rows.js';
import { RecoveryCodes } from './recovery-codes.js';

/** The same for a wrong code, an old one, a foreign one, none that is known, and an answer that came too late. */
const refused = (): DomainError =>
  new DomainError(
    'recovery-proof-refused',
    'That is not it. Nothing was changed: the code opens what it opened. Check the twelve words and their order, and that it is ' +
      'the newest code.',
  );

/** Of this code: the answer for one that was replaced meanwhile proves nothing of the one in its place. */
const asked = ({ companyId, employeeId }: AgentCaller, code: RecoveryCodeRow | undefined): Asked => ({
  companyId,
  employeeId,
  purpose: `proof of ${code?.publicKey.toString('hex') ?? 'nothing'}`,
});

/**
 * Asks for what only the recovery code answers, and remembers on which day it was. Ten wrong answers a day and employee; a
 * right one is not counted. @throws DomainError `recovery-proof-refused`, `too-many-requests`
 */
@Injectable()
export class ProveRecoveryCode {
  constructor(
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly challenges: CodeChallenges,
    private readonly codes: RecoveryCodes,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  challenge(caller: AgentCaller): Promise<{ challenge: string; publicKey: string }> {
    const { companyId, employeeId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const code = await codeOf(db, companyId, employeeId);
      return this.challenges.challenge(asked(caller, code), code ? [code.publicKey] : []);
    });
  }

  async run(caller: AgentCaller, answer: { challenge: string; answer: string }): Promise<RecoveryCodeState> {
    const rule = { what: 'recovery code', who: caller.employeeId, most: 10, seconds: 86_400 };
    try {
      return await this.throttle.attempt([rule], () => this.prove(caller, answer));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'recovery-proof-refused') await this.note(caller);
      throw error;
    }
  }

  private prove(
    caller: AgentCaller,
    given: { challenge: string; answer: string },
  ): Promise<RecoveryCodeState> {
    const { companyId, employeeId: subject } = caller;
    return this.tenant.run(companyId, async (db) => {
      const known = await codeOf(db, companyId, subject, 'FOR UPDATE');
      if (!known || !(await this.challenges.isAnswer(db, asked(caller, known), given))) throw refused();
      await keepProof(db, companyId, subject);
      await this.facts.factsChanged(db, companyId, { employeeId: subject });
      const state = await this.codes.state(db, companyId, subject);
      await this.audit.append(db, companyId, {
        action: 'recovery-code.proven',
        by: doerOf(caller),
        subject,
      });
      return state;
    });
  }

  private note(caller: AgentCaller): Promise<void> {
    const { companyId, employeeId: subject } = caller;
    return this.tenant.run(companyId, (db) =>
      this.audit.append(db, companyId, { action: 'recovery-code.refused', by: doerOf(caller), subject }),
    );
  }
}
