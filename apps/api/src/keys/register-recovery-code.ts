import type { RecoveryCodeState } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { FactsChanged } from '../facts/index.js';
import type { AgentCaller } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { codeOf, keepCode } from './code-rows.js';
import { publicKeyRefused } from './public-key-refused.js';
import { RecoveryCodes } from './recovery-codes.js';
import { usablePublicKey } from './x25519.js';

/** What an agent says of the code that it made; base64. */
export interface CodeToRegister {
  readonly publicKey: string;
  readonly seal: string;
  readonly replaces: string | null;
}

/**
 * Keeps the public key of an employee's recovery code. The same again changes nothing; another one takes the place of the one
 * that it names, and counts as never proven.
 */
@Injectable()
export class RegisterRecoveryCode {
  constructor(
    private readonly tenant: Tenant,
    private readonly codes: RecoveryCodes,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `public-key-refused`; `version-conflict` unless `replaces` is the code that is registered */
  run(caller: AgentCaller, code: CodeToRegister): Promise<RecoveryCodeState> {
    const { companyId, employeeId } = caller;
    const publicKey = usablePublicKey(code.publicKey);
    const seal = Buffer.from(code.seal, 'base64');
    if (!publicKey || seal.length !== 32) throw publicKeyRefused();
    const replaces = code.replaces === null ? null : Buffer.from(code.replaces, 'base64');
    return this.tenant.run(companyId, async (db) => {
      const known = await codeOf(db, companyId, employeeId, 'FOR UPDATE');
      if (known?.publicKey.equals(publicKey)) return this.codes.state(db, companyId, employeeId);
      if (!(await keepCode(db, companyId, employeeId, { publicKey, seal, replaces }))) throw anotherOne();
      await this.facts.factsChanged(db, companyId, { employeeId });
      const state = await this.codes.state(db, companyId, employeeId);
      const action = known ? 'recovery-code.replaced' : 'recovery-code.registered';
      await this.audit.append(db, companyId, { action, by: doerOf(caller), subject: employeeId });
      return state;
    });
  }
}

const anotherOne = (): DomainError =>
  new DomainError(
    'version-conflict',
    'Another recovery code is registered than the one named as replaced. Nothing was changed. See which one it is first.',
  );
